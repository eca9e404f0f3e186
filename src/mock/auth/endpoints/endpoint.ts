import type { Store } from '../../engine/store.ts'

/** An endpoint of the identity provider; it is mounted under each of its bases. */
export interface Endpoint {
  method: 'GET' | 'POST'
  path: string
  handler(store: Store, request: Request): Answer | Promise<Answer>
}

/** An object becomes JSON. */
type Answer = Response | object

/** The issuer of tokens: the base of the request's URL, such as http://localhost:8080/oauth2. */
export function issuerOf(request: Request): string {
  return request.url.split(/[/?#]/, 4).join('/')
}

/** Whether an issuer has Twitch's own path, where answers are shaped as Twitch's, not as the official CLI's mock's. */
export const isTwitchPath = (issuer: string) => issuer.endsWith('/oauth2')

/** Redirects the browser. */
export function redirect(location: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 302, headers: { ...headers, Location: location } })
}
