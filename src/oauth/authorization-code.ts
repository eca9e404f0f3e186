import { type OAuthClient, postForm } from './client.ts'
import { OAuthError, plainText, RedirectError, RedirectTimeout } from './errors.ts'
import { type Callback, listenForRedirect } from './redirect-listener.ts'
import type { Page } from './redirect-page.ts'
import { readToken, type Token } from './token.ts'

/** The scopes to request, and the redirect URI. */
export interface AuthorizationRequest {
  scopes: readonly string[]
  /** Whether to ask for consent again, even if it was given before. */
  forceVerify?: boolean
  /** The host of the redirect URI. */
  redirectHost: string
  port: number
  /** The address to listen on; by default all interfaces. */
  ip?: string
}

/** The callbacks for the progress of the flow. */
export interface AuthorizationProgress {
  /** Called when the listener is ready, with the URL to open in a browser. */
  onReady(url: string): void
  /** Called when the browser was redirected to the listener. */
  onCallback(): void
}

/** The longest wait for the browser. */
const LIMIT_MINUTES = 5

/**
 * Fetches a User Access Token through a browser: listens, sends the user to the identity provider, and exchanges the
 * code of the redirect. The browser then shows the outcome of the exchange. Source: RFC 6749, 4.1.
 *
 * @throws RedirectError for an error in the redirect; OAuthError if there was none in time or the code was refused
 */
export async function authorizationCode(
  client: OAuthClient,
  request: AuthorizationRequest,
  { onReady, onCallback }: AuthorizationProgress,
): Promise<Token> {
  const state = client.random()
  const listener = listenForRedirect({ ip: request.ip, port: request.port, state })
  const done = new AbortController()
  try {
    const redirectUri = `http://${request.redirectHost}:${listener.port}`
    onReady(authorizationUrl(client, request, redirectUri, state))
    const callback = await Promise.race([listener.callback, timeUp(client, redirectUri, done.signal)])
    onCallback()
    return await exchanged(client, callback, redirectUri)
  } finally {
    done.abort()
    await listener.close()
  }
}

function authorizationUrl(
  client: OAuthClient,
  { scopes, forceVerify }: AuthorizationRequest,
  redirectUri: string,
  state: string,
): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: redirectUri,
    scope: scopes.join(' '),
    state,
  })
  if (forceVerify) query.set('force_verify', 'true')
  return `${client.authUrl}/authorize?${query}`
}

async function timeUp(client: OAuthClient, redirectUri: string, done: AbortSignal): Promise<never> {
  await client.wait(LIMIT_MINUTES * 60_000, client.signal ? AbortSignal.any([client.signal, done]) : done)
  throw new RedirectTimeout(LIMIT_MINUTES, redirectUri)
}

async function exchanged(
  client: OAuthClient,
  { parameters, show }: Callback,
  redirectUri: string,
): Promise<Token> {
  try {
    const token = await exchange(client, codeOf(parameters, redirectUri), redirectUri)
    show(success)
    return token
  } catch (error) {
    show(failure(error))
    throw error
  }
}

function codeOf(parameters: URLSearchParams, redirectUri: string): string {
  const error = parameters.get('error')
  if (error !== null) {
    const details = plainText(parameters.get('error_description') ?? '')
    throw new RedirectError(plainText(error), details, redirectUri)
  }
  const code = parameters.get('code')
  if (code) return code
  throw new OAuthError('the browser came back without a code')
}

async function exchange(client: OAuthClient, code: string, redirectUri: string): Promise<Token> {
  const answer = await postForm(client, '/token', {
    grant_type: 'authorization_code',
    client_id: client.clientId,
    client_secret: client.clientSecret,
    code,
    redirect_uri: redirectUri,
  })
  return readToken(answer, client.now())
}

const success: Page = {
  kind: 'success',
  status: 200,
  title: 'You are logged in',
  text: 'Feel free to close this browser window.',
}

function failure(error: unknown): Page {
  const text = error instanceof OAuthError ? error.message : 'The login was interrupted. See the terminal.'
  return { kind: 'failure', status: 400, title: 'The login failed', text }
}
