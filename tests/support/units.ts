import type { RunningMock } from './binary.ts'

// biome-ignore lint/suspicious/noExplicitAny: whatever the server says
type Json = any

/** A client of a running mock server that needs nothing but HTTP: who is there, tokens, requests, units. */
export class Remote {
  private constructor(
    readonly url: string,
    readonly clientId: string,
    readonly clientSecret: string,
    readonly users: { id: string; login: string }[],
  ) {}

  static async of({ url }: RunningMock): Promise<Remote> {
    const clients = await json(`${url}/units/clients`)
    const users = await json(`${url}/units/users`)
    return new Remote(url, clients.data[0].ID, clients.data[0].Secret, users.data)
  }

  get port(): string {
    return new URL(this.url).port
  }

  async userToken(user_id: string, scopes: readonly string[]): Promise<string> {
    const query = this.#credentials({ grant_type: 'user_token', user_id, scope: scopes.join(' ') })
    return (await json(`${this.url}/auth/authorize?${query}`, 'POST')).access_token
  }

  async appToken(): Promise<string> {
    const query = this.#credentials({ grant_type: 'client_credentials' })
    return (await json(`${this.url}/auth/token?${query}`, 'POST')).access_token
  }

  helix(token: string, method: string, path: string, body?: object): Promise<Json> {
    return json(`${this.url}/helix${path}`, method, body, {
      Authorization: `Bearer ${token}`,
      'Client-Id': this.clientId,
    })
  }

  /** Makes happen what Helix cannot, such as a follow. */
  unit(name: string, body: object): Promise<Json> {
    return json(`${this.url}/units/${name}`, 'POST', body)
  }

  /** What /units has of a kind. */
  async list(path: string): Promise<Json> {
    return (await json(`${this.url}/units/${path}`)).data
  }

  #credentials(more: Record<string, string>): URLSearchParams {
    return new URLSearchParams({ client_id: this.clientId, client_secret: this.clientSecret, ...more })
  }
}

async function json(
  url: string,
  method = 'GET',
  body?: object,
  headers: Record<string, string> = {},
): Promise<Json> {
  const response = await fetch(url, { method, headers, body: body && JSON.stringify(body) })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`)
  return text && JSON.parse(text)
}

/** Resolves as soon as a condition holds; fails when it does not within five seconds. */
export async function until(condition: () => unknown, what: string, milliseconds = 5000): Promise<void> {
  const end = performance.now() + milliseconds
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`${what} did not happen`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
