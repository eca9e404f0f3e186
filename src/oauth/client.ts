import { BodyTooLarge, readBytes } from '../lib/body.ts'
import { redacted } from '../lib/secrets.ts'
import { NetworkFault, OAuthError, plainText, Refusal } from './errors.ts'

/** The effects that a flow has outside of itself; each can be replaced. */
export interface Effects {
  fetch(url: string, init: RequestInit): Promise<Response>
  now(): Date
  /** Resolves after so many milliseconds; rejects with the signal's reason once that is aborted. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** A fresh secret of at least 128 bits, safe in a URL. */
  random(): string
}

/** An identity provider, and how requests are sent to it. */
export interface IdentityProvider extends Effects {
  /** Its base without a slash at the end, such as https://id.twitch.tv/oauth2. */
  readonly authUrl: string
  /** Ends whatever is under way. */
  readonly signal?: AbortSignal
  /** How long one request may take, in milliseconds. */
  readonly timeout: number
}

/** An application at an identity provider. */
export interface OAuthClient extends IdentityProvider {
  readonly clientId: string
  /** Absent for a public client, and where a grant needs none. */
  readonly clientSecret?: string
}

/** Fills in the real effects. Nothing is sent yet. */
export function identityProvider(
  authUrl: string,
  options: Partial<Effects & Pick<IdentityProvider, 'signal' | 'timeout'>> = {},
): IdentityProvider {
  return { fetch, now: () => new Date(), wait, random, timeout: 10_000, ...options, authUrl }
}

/**
 * Posts fields as a form, so that no secret stands in a URL; undefined ones are left out.
 *
 * @returns the parsed JSON of a success; undefined when its body is empty or no JSON
 * @throws NetworkFault, Refusal, OAuthError; the signal's reason when that was aborted
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

/** The fields whose values no error text may repeat, even if the server does. */
const SECRET_FIELDS = new Set(['client_secret', 'code', 'device_code', 'refresh_token', 'token'])

/** As postForm(), but a GET, with an access token if one is given. */
export function getJson(provider: IdentityProvider, path: string, token?: string): Promise<unknown> {
  if (token === undefined) return send(provider, path, {}, [])
  return send(provider, path, { headers: { Authorization: `OAuth ${token}` } }, [token])
}

/**
 * The members of an answer that has to be a JSON object.
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
    // A redirect is not followed: it would take the secrets of the body along.
    response = await provider.fetch(provider.authUrl + path, { ...init, redirect: 'manual', signal })
    text = new TextDecoder().decode(await readBytes(response))
  } catch (error) {
    provider.signal?.throwIfAborted()
    if (error instanceof BodyTooLarge) throw new OAuthError(`${host} sent an answer of more than 1 MiB`)
    // Never the error's own message: it may quote the request.
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

/** Twitch says `{status, message}`, others `{error, error_description}` (RFC 6749), a proxy a page. */
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
