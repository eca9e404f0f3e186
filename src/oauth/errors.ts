import { printable } from '../lib/printable.ts'

/** The error that ends a flow without a token. Its message is a sentence for a person and holds no secret. */
export class OAuthError extends Error {
  constructor(message: string) {
    super(message)
    this.name = new.target.name
  }
}

/** The identity provider could not be reached or did not answer in time. Trying again may help. */
export class NetworkFault extends OAuthError {}

/** The identity provider refused a request. */
export class Refusal extends OAuthError {
  constructor(
    host: string,
    /** The HTTP status. */
    readonly status: number,
    /** What the server said: Twitch's `message`, or the `error` of RFC 6749; empty when it said nothing. */
    readonly reason: string,
    /** Further words of the server, if any. */
    details?: string,
  ) {
    const said = [reason, details].filter(Boolean).join(' - ')
    super(`${host} answered ${status}${said ? `: ${said}` : ''}`)
  }
}

/** The port of the redirect listener is taken. */
export class PortInUse extends OAuthError {
  constructor(readonly port: number) {
    super(`port ${port} is already in use`)
  }
}

/** Nobody came back from the browser in time. */
export class NobodyCame extends OAuthError {
  constructor(
    minutes: number,
    /** Where the browser was to come back to. */
    readonly redirectUri: string,
  ) {
    super(`nobody came back from the browser within ${minutes} minutes`)
  }
}

/** The browser came back with an error instead of a code. */
export class RedirectError extends OAuthError {
  constructor(
    /** Such as `redirect_mismatch` or `access_denied`. */
    readonly code: string,
    details: string,
    /** Where the browser was to come back to. */
    readonly redirectUri: string,
  ) {
    super(`Error! ${code}\nError Details: ${details}`)
  }
}

/** Words of a server on one line of a length that can be read; what a terminal would obey is escaped. */
export function plainText(text: string, longest = 300): string {
  const line = printable(text.replace(/\s+/g, ' ').trim())
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}
