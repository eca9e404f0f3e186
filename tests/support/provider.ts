import {
  type Client,
  createClient,
  issueToken,
  registerRedirectUris,
} from '../../src/mock/resources/accounts/store.ts'
import { issueTokenPair, type TokenPair } from '../../src/mock/resources/accounts/tokens/store.ts'
import type { Scope } from '../../src/twitch/scopes.ts'
import { World } from './world.ts'

export interface Received {
  method: string
  /** With the query: nothing secret may stand in it. */
  url: string
  form: Record<string, string>
}

/** Our own identity provider, in a world of its own and on a free port. */
export class Provider {
  readonly world = new World()
  /** A confidential one. */
  readonly client = createClient(this.world.store, 'Test App')
  readonly publicClient = createClient(this.world.store, 'Public App', { type: 'public' })
  readonly received: Received[] = []
  readonly #replacements = new Map<string, Response[]>()
  readonly #server = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: (request) => this.#answer(request) })
  readonly host = `127.0.0.1:${this.#server.port}`
  readonly origin = `http://${this.host}`
  readonly url = `${this.origin}/oauth2`

  /** Gives an answer that the provider cannot be brought to give to the next request of a path. */
  next(path: string, answer: Response): void {
    this.#replacements.set(path, [...(this.#replacements.get(path) ?? []), answer])
  }

  /** A user access token of the viewer. */
  userToken(...scopes: Scope[]): string {
    const grant = { client_id: this.client.id, user_id: this.world.viewer.id, scopes }
    return issueToken(this.world.store, grant).token
  }

  appToken(): string {
    return issueToken(this.world.store, { client_id: this.client.id }).token
  }

  /** A user access token of the viewer with its refresh token. */
  pair(client: Client = this.client): TokenPair {
    const grant = { user_id: this.world.viewer.id, scopes: ['user:read:email'], claims: [] }
    return issueTokenPair(this.world.store, client, grant)
  }

  /** What a token is for; undefined if it is not valid. */
  async validation(token: string): Promise<Record<string, unknown> | undefined> {
    const headers = { Authorization: `OAuth ${token}` }
    const { status, body } = await this.world.send('GET', '/oauth2/validate', { headers })
    return status === 200 ? body : undefined
  }

  register(...redirectUris: string[]): void {
    registerRedirectUris(this.world.store, this.client.id, redirectUris)
  }

  /** The viewer's decision on the consent page under the URL, and the page that the browser ends on. */
  decide(url: URL, decision: 'authorize' | 'cancel'): Promise<Response> {
    const body = new URLSearchParams({ user_id: this.world.viewer.id, decision })
    return fetch(url, { method: 'POST', body })
  }

  stop(): Promise<void> {
    return this.#server.stop(true)
  }

  async #answer(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url)
    const form = Object.fromEntries(new URLSearchParams(await request.clone().text()))
    this.received.push({ method: request.method, url: pathname + search, form })
    return this.#replacements.get(pathname.replace('/oauth2', ''))?.shift() ?? this.world.mock.fetch(request)
  }
}
