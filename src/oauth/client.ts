import { BodyTooLarge, readBytes } from '../lib/body.ts'
import { redacted } from '../lib/secrets.ts'
import { NetworkFault, OAuthError, plainText, Refusal } from './errors.ts'

/** The side effects of a flow; each can be replaced. */
export interface Effects {
  fetch(url: string, init: RequestInit): Promise<Response>
  now(): Date
  /** Resolves after a number of milliseconds; rejects with the signal's reason when it is aborted. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** A random secret of at least 128 bits, safe in a URL. */
  random(): string
}

/** An identity provider, and how requests are sent to it. */
export interface IdentityProvider extends Effects {
  /** The base URL without a slash at the end, such as https://id.twitch.tv/oauth2. */
  readonly authUrl: string
  /** Aborts the pending requests and waits. */
  readonly signal?: AbortSignal
  /** The timeout of a request, in milliseconds. */
  readonly timeout: number
}

/** A client of an identity provider. */
export interface OAuthClient extends IdentityProvider {
  readonly clientId: string
  /** The secret; undefined for a public client, and if the grant needs none. */
  readonly clientSecret?: string
}

/** An identity provider with the real side effects by default. It sends no request yet. */
export function identityProvider(
  authUrl: string,
  options: Partial<Effects & Pick<IdentityProvider, 'signal' | 'timeout'>> = {},
): IdentityProvider {
  return { fetch, now: () => new Date(), wait, random, timeout: 10_000, ...options, authUrl }
}

/**
 * Posts fields as a form, so that no secret is in a URL; undefined fields are left out.
 *
 * @returns the parsed JSON of a success; undefined if its body is empty or not JSON
 * @throws NetworkFault, Refusal, OAuthError; the signal's reason if it was aborted
 */
export function postForm(
  provider: IdentityProvider,
  path: string,
  fields: Readonly<Record<string, string | undefined>>,
): Promise<unknown> {
  const given = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined)
  const secrets = given.filter(([name]) => SECRET_FIELDS.has(name)).map(([, value]) => value)
  return send(provider, path, { method: 'POST', body: new URLSearchParams(given) }, secrets)
}

/** The fields whose values are redacted in messages of the server. */
const SECRET_FIELDS = new Set(['client_secret', 'code', 'device_code', 'refresh_token', 'token'])

/** Like postForm(), but a GET, optionally with an access token. */
export function getJson(provider: IdentityProvider, path: string, token?: string): Promise<unknown> {
  if (token === undefined) return send(provider, path, {}, [])
  return send(provider, path, { headers: { Authorization: `OAuth ${token}` } }, [token])
}

/**
 * The members of an answer that must be a JSON object.
 *
 * @throws OAuthError
 */
export function membersOf(answer: unknown): Record<string, unknown> {
  if (typeof answer === 'object' && answer !== null) return answer as Record<string, unknown>
  throw new OAuthError('the identity provider sent an answer that is not a JSON object')
}

async function send(
  provider: IdentityProvider,
  path: string,
  init: RequestInit,
  secrets: readonly string[],
): Promise<unknown> {
  const { host } = new URL(provider.authUrl)
  const limit = AbortSignal.timeout(provider.timeout)
  const signal = provider.signal ? AbortSignal.any([provider.signal, limit]) : limit
  let response: Response
  let text: string
  try {
    // Redirects are not followed, since they would forward the secrets of the body.
    response = await provider.fetch(provider.authUrl + path, { ...init, redirect: 'manual', signal })
    text = new TextDecoder().decode(await readBytes(response))
  } catch (error) {
    provider.signal?.throwIfAborted()
    if (error instanceof BodyTooLarge) throw new OAuthError(`${host} sent an answer of more than 1 MiB`)
    // The error's own message is not used, since it may quote the request with its secrets.
    throw new NetworkFault(`cannot reach ${host}: ${limit.aborted ? 'no answer in time' : faultCode(error)}`)
  }
  const body = parsed(text)
  if (response.ok) return body
  const { reason, details } = words(body, redacted(text, secrets))
  throw new Refusal(host, response.status, redacted(reason, secrets), details && redacted(details, secrets))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The texts of a refusal: Twitch's `{status, message}`, `{error, error_description}` (RFC 6749), or a proxy's page. */
function words(body: unknown, text: string): { reason: string; details?: string } {
  const { message, error, error_description: description } = (body ?? {}) as Record<string, unknown>
  if (typeof message === 'string') return { reason: plainText(message) }
  const details = typeof description === 'string' ? plainText(description) : undefined
  if (typeof error === 'string') return { reason: plainText(error), details }
  return { reason: /^\s*</.test(text) ? '' : plainText(text) }
}

function faultCode(error: unknown): string {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : 'the connection failed'
}

function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const stop = () => {
    clearTimeout(timer)
    reject(signal?.reason)
  }
  const timer = setTimeout(() => {
    signal?.removeEventListener('abort', stop)
    resolve()
  }, milliseconds)
  if (signal?.aborted) stop()
  else signal?.addEventListener('abort', stop, { once: true })
  return promise
}

function random(): string {
  return crypto.getRandomValues(new Uint8Array(16)).toBase64({ alphabet: 'base64url', omitPadding: true })
}
