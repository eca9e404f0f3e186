import { createHmac } from 'node:crypto'
import type { EventSubEvent } from '../../../src/mock/eventsub/event.ts'
import { publishFrom } from '../../../src/mock/eventsub/payloads/core/payloads.ts'
import { generate } from '../../../src/mock/generation/generate.ts'
import { openMock } from '../../../src/mock/resources/open.ts'
import { createMock } from '../../../src/mock/server/server.ts'
import { contract, type Operation } from './reference.ts'

// biome-ignore lint/suspicious/noExplicitAny: bodies are looked into freely
export type Json = any

/** A request to an operation. What is left out is as the documentation asks for. */
export interface Request {
  query?: Record<string, unknown>
  body?: Json
  token?: 'app' | 'user' | 'jwt'
  /** The user of a user access token; the partner by default. */
  user?: string
  /** Of the user access token; the first documented one by default. */
  scopes?: readonly string[]
  /** The app asks with a client that nobody has granted more than to speak as a bot. */
  asStranger?: boolean
  /** The app asks with the client of the extension. */
  asExtension?: boolean
}

export interface Answer {
  status: number
  body: Json
}

interface Client {
  ID: string
  Secret: string
}

const BEGIN = Date.parse('2026-03-01T12:00:00Z')
/** Sooner than they expire. */
const TOKENS_RENEWED = 3_600_000

/** A generated Twitch with long lists, asked over HTTP alone. Its clock moves a second with every write. */
export class Twitch {
  users: string[] = []
  /** Who takes part beside the partner; any user, unless a test says otherwise. */
  viewers: string[] = []
  client!: Client
  extension!: { ID: string; Secret: string; ClientSecret: string; Version: string; OwnerID: string }
  #stranger!: Client
  readonly faults: unknown[] = []
  readonly #mock: { fetch(request: globalThis.Request): Promise<Response> | Response }
  readonly #store: ReturnType<typeof openMock>
  readonly #tokens = new Map<string, Promise<string>>()

  #now = BEGIN

  private constructor(seed: number) {
    const store = openMock({ path: ':memory:', seed, clock: () => this.#now })
    this.#store = store
    this.#mock = createMock({ store, onFault: (fault) => this.faults.push(fault) })
  }

  static async generate({ seed = 1, count = 130 } = {}): Promise<Twitch> {
    const twitch = new Twitch(seed)
    await generate(twitch.#store, { count })
    twitch.client = (await twitch.unit('clients'))[0]
    twitch.extension = (await twitch.unit('extensions'))[0]
    twitch.#stranger = (await twitch.fetch('POST', '/units/clients', {}, { Name: 'Stranger' })).body
    twitch.users = (await twitch.unit('users')).map(({ id }) => id)
    twitch.viewers = twitch.users
    return twitch
  }

  /** Seconds since 1970. */
  get now(): number {
    return this.#now / 1_000
  }

  wait(seconds: number): void {
    this.#now += seconds * 1_000
  }

  close(): void {
    this.#store.close()
  }

  /** The partner grants the client scopes. */
  async grant(scopes: readonly string[]): Promise<void> {
    const scope = scopes.join(' ')
    await this.#mint('authorize', { grant_type: 'user_token', user_id: this.partner, scope })
  }

  /** The partner grants another client scopes. */
  async grantStranger(scopes: readonly string[]): Promise<void> {
    const { ID: client_id, Secret: client_secret } = this.#stranger
    const scope = scopes.join(' ')
    const wanted = { client_id, client_secret, grant_type: 'user_token', user_id: this.partner, scope }
    await this.#mint('authorize', wanted)
  }

  /** The broadcaster with every unit. */
  get partner(): string {
    return this.users[0]!
  }

  /** Somebody without a part in anything, by a number. */
  viewer(n = 1): string {
    return this.viewers.at(-n)!
  }

  /** The events that EventSub would tell of from now on. */
  listen(): EventSubEvent[] {
    const told: EventSubEvent[] = []
    publishFrom(this.#store, (event) => void told.push(event))
    return told
  }

  /** The rows of a listing under /units. */
  async unit(name: string, after?: string): Promise<Json[]> {
    const { data, cursor } = (await this.fetch('GET', `/units/${name}`, { first: 100, after })).body
    return cursor ? [...data, ...(await this.unit(name, cursor))] : data
  }

  /** Asks an operation, such as "POST /polls". */
  async ask(operation: string, request: Request = {}): Promise<Answer> {
    const [method = '', path = ''] = operation.split(' ')
    const headers = await this.#headersFor(contract[operation]!, request)
    return this.fetch(method, `/mock${path}`, request.query, request.body, headers)
  }

  /** Asks an operation that must succeed, in order to prepare another. */
  async run(operation: string, request: Request = {}): Promise<Json> {
    const { status, body } = await this.ask(operation, request)
    if (status >= 300) throw new Error(`${operation} answers ${status} ${JSON.stringify(body)}`)
    return body
  }

  async fetch(
    method: string,
    path: string,
    query: Record<string, unknown> = {},
    body?: Json,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    if (method !== 'GET') this.wait(1)
    const url = new URL(path, 'http://localhost')
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) for (const item of [value].flat()) url.searchParams.append(name, String(item))
    }
    const json = body === undefined ? undefined : JSON.stringify(body)
    const response = await this.#mock.fetch(new globalThis.Request(url.href, { method, headers, body: json }))
    const text = await response.text()
    if (response.status === 500) throw this.faults.at(-1) ?? new Error(text)
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text }
  }

  async #headersFor({ tokens, scopes }: Operation, request: Request): Promise<Record<string, string>> {
    const usual = tokens.includes('user') && scopes.length > 0 ? 'user' : tokens[0]
    const kind = request.token ?? usual
    if (!kind) return {}
    const bearer = (token: string, client: string) => ({
      Authorization: `Bearer ${token}`,
      'Client-Id': client,
    })
    const { client, extension } = this
    if (kind === 'jwt') return bearer(await this.#jwt(), extension.ID)
    if (kind === 'user') {
      const scope = (request.scopes ?? scopes.slice(0, 1)).join(' ') || 'openid'
      const user_id = request.user ?? this.partner
      return bearer(await this.#mint('authorize', { grant_type: 'user_token', user_id, scope }), client.ID)
    }
    const ofExtension = { ID: extension.ID, Secret: extension.ClientSecret }
    const own = request.asExtension ? ofExtension : client
    const { ID, Secret } = request.asStranger ? this.#stranger : own
    const app = { client_id: ID, client_secret: Secret, grant_type: 'client_credentials' }
    return bearer(await this.#mint('token', app), ID)
  }

  #mint(endpoint: string, parameters: Record<string, string>): Promise<string> {
    const query = { client_id: this.client.ID, client_secret: this.client.Secret, ...parameters }
    const key = `${Math.floor(this.#now / TOKENS_RENEWED)} ${JSON.stringify(query)}`
    const minted =
      this.#tokens.get(key) ??
      this.fetch('POST', `/auth/${endpoint}`, query).then(({ body }) => body.access_token as string)
    this.#tokens.set(key, minted)
    return minted
  }

  /** Signed with the newest of the secrets, which may be replaced. */
  async #jwt(): Promise<string> {
    const [{ Secret }] = await this.unit('extensions')
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = {
      exp: this.now + 600,
      user_id: this.extension.OwnerID,
      role: 'external',
      channel_id: this.partner,
      pubsub_perms: { send: ['broadcast', 'global', 'whisper-*'] },
    }
    const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
    const key = Buffer.from(Secret, 'base64')
    return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
  }
}
