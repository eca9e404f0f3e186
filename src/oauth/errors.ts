import { printable } from '../lib/printable.ts'

/** The error that ends a flow without a token. Its message is for users and contains no secrets. */
export class OAuthError extends Error {
  constructor(message: string) {
    super(message)
    this.name = new.target.name
  }
}

/** The error for an identity provider that could not be reached or did not answer in time. A retry may help. */
export class NetworkFault extends OAuthError {}

/** The refusal of a request by the identity provider. */
export class Refusal extends OAuthError {
  constructor(
    host: string,
    /** The HTTP status. */
    readonly status: number,
    /** Twitch's `message`, or the `error` of RFC 6749; empty without either. */
    readonly reason: string,
    /** Further details of the server, if any. */
    details?: string,
  ) {
    const said = [reason, details].filter(Boolean).join(' - ')
    super(`${host} answered ${status}${said ? `: ${said}` : ''}`)
  }
}

/** The error for a redirect listener whose port is taken. */
export class PortInUse extends OAuthError {
  constructor(readonly port: number) {
    super(`port ${port} is already in use`)
  }
}

/** The error if the browser was not redirected in time. */
export class RedirectTimeout extends OAuthError {
  constructor(
    minutes: number,
    /** The redirect URI that the listener expected. */
    readonly redirectUri: string,
  ) {
    super(`the browser was not redirected back within ${minutes} minutes`)
  }
}

/** The error for a redirect with an error instead of a code. */
export class RedirectError extends OAuthError {
  constructor(
    /** The error code, such as `redirect_mismatch` or `access_denied`. */
    readonly code: string,
    details: string,
    /** The redirect URI of the request. */
    readonly redirectUri: string,
  ) {
    super(`Error! ${code}\nError Details: ${details}`)
  }
}

/** A text of a server on one line, shortened, and with the control characters of terminals escaped. */
export function plainText(text: string, longest = 300): string {
  const line = printable(text.replace(/\s+/g, ' ').trim())
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}
