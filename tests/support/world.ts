import { expect } from 'bun:test'
import { Value } from '@sinclair/typebox/value'
import type { EventName, Events } from '../../src/mock/engine/events.ts'
import { Random } from '../../src/mock/engine/random.ts'
import type { Store } from '../../src/mock/engine/store.ts'
import type { Post } from '../../src/mock/eventsub/webhook/post.ts'
import type { Contract } from '../../src/mock/http/validation.ts'
import { type Client, createClient, issueToken } from '../../src/mock/resources/accounts/store.ts'
import { insertChannel } from '../../src/mock/resources/channels/information/store.ts'
import { openMock } from '../../src/mock/resources/open.ts'
import { insertUser, type StoredUser } from '../../src/mock/resources/users/store.ts'
import { createMock, type MockServer } from '../../src/mock/server/server.ts'
import type { Scope } from '../../src/twitch/scopes.ts'
import { HandScheduler } from './scheduler.ts'

type Query = Record<string, string | number | boolean | readonly string[] | undefined>

export interface Call {
  query?: Query
  body?: unknown
  headers?: Record<string, string>
}

// biome-ignore lint/suspicious/noExplicitAny: bodies are compared whole
export type Reply = { status: number; body: any; headers: Headers }

/** One who calls Helix with a token. */
export interface Api {
  get(path: string, query?: Query): Promise<Reply>
  post(path: string, body?: unknown, query?: Query): Promise<Reply>
  put(path: string, body?: unknown, query?: Query): Promise<Reply>
  patch(path: string, body?: unknown, query?: Query): Promise<Reply>
  delete(path: string, query?: Query): Promise<Reply>
  send(method: string, path: string, call?: Call): Promise<Reply>
}

/** Ids that are counted: the third UUID is 00000000-0000-4000-8000-000000000003. */
class CountedRandom extends Random {
  #uuids = 0

  override uuid(): string {
    return uuid(++this.#uuids)
  }

  override get state(): readonly number[] {
    return [this.#uuids ?? 0, ...super.state]
  }

  override set state([uuids = 0, ...state]: readonly number[]) {
    this.#uuids = uuids
    super.state = state
  }
}

/** The nth UUID that a world gives. */
export const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

const worlds: World[] = []

/** Forgets the worlds of a test. */
export function closeWorlds(): void {
  for (const { mock, store } of worlds.splice(0)) {
    mock.eventSub.stop()
    mock.chat.stop()
    store.close()
  }
}

interface WorldOptions {
  path?: string
  callbackHosts?: readonly string[]
  /** Whether only subscribed clients get events. */
  requireSubscription?: boolean
  /** Whether who names a client may subscribe a WebSocket without a token. */
  takesTokenless?: boolean
  /** Refuse what is done too often. */
  rateLimit?: boolean
  /** How many requests and deliveries are kept; 0 for none. */
  journal?: number
  /** Milliseconds since 1970, instead of the world's own clock. */
  clock?: () => number
  /** Waits are those of the store's clock, which POST /units/clock moves, instead of `advance()`. */
  isMovedByClock?: boolean
}

/** A Twitch of one's own, in memory: its clock stands still until it is moved, its ids are counted. */
export class World {
  readonly store: Store
  readonly mock: MockServer
  readonly client: Client
  readonly faults: unknown[] = []
  /** The statuses of all answers so far. */
  readonly answered: number[] = []
  /** What could not be delivered, in sentences. */
  readonly warnings: string[] = []
  readonly scheduler = new HandScheduler(() => this.#time)
  /** Who answers at the callbacks of webhooks; nobody, unless a test says otherwise. */
  receiver: Post = nobody
  #time = Date.parse('2026-01-01T12:00:00Z')

  /** A partner, an affiliate and two viewers. */
  readonly broadcaster: StoredUser
  readonly affiliate: StoredUser
  readonly viewer: StoredUser
  readonly other: StoredUser

  constructor(options: WorldOptions = {}) {
    const {
      path = ':memory:',
      callbackHosts,
      requireSubscription,
      rateLimit,
      clock = () => this.#time,
    } = options
    const random = new CountedRandom(1)
    this.store = openMock({ path, clock, random, keeps: true })
    this.mock = createMock({
      store: this.store,
      rateLimit,
      journal: options.journal,
      takesTokenless: options.takesTokenless,
      eventSub: {
        callbackHosts,
        requireSubscription,
        ...(!options.isMovedByClock && { scheduler: this.scheduler }),
        post: (callback, message) => this.receiver(callback, message),
        warn: (message) => this.warnings.push(message),
      },
      onFault: (fault) => this.faults.push(fault),
    })
    this.client = createClient(this.store, 'Test')
    this.broadcaster = this.user('1001', 'Broadcaster', 'partner')
    this.affiliate = this.user('1002', 'Affiliate', 'affiliate')
    this.viewer = this.user('1003', 'Viewer')
    this.other = this.user('1004', 'Other')
    worlds.push(this)
  }

  /** Adds a user with a channel. */
  user(id: string, display_name: string, broadcaster_type: StoredUser['broadcaster_type'] = ''): StoredUser {
    const user: StoredUser = {
      id,
      login: display_name.toLowerCase(),
      display_name,
      type: '',
      broadcaster_type,
      description: '',
      profile_image_url: '',
      offline_image_url: '',
      view_count: 0,
      email: `${display_name.toLowerCase()}@testing.mocks`,
      created_at: '2020-01-01T00:00:00Z',
    }
    insertUser(this.store, user)
    insertChannel(this.store, { broadcaster_id: id })
    return user
  }

  /** Moves the clock by so many seconds, and lets happen what is due by then. */
  advance(seconds: number): void {
    const end = this.#time + seconds * 1000
    for (let next = this.scheduler.next; next <= end; next = this.scheduler.next) {
      this.#time = Math.max(this.#time, next)
      this.scheduler.run()
    }
    this.#time = end
    this.store.runDue()
  }

  /** Everything of a kind that is emitted from now on. */
  emitted<Name extends EventName>(name: Name): Events[Name][] {
    const payloads: Events[Name][] = []
    this.store.on(name, (payload) => void payloads.push(payload))
    return payloads
  }

  /** A caller with a user access token. */
  as(user: StoredUser, ...scopes: Scope[]): Api {
    const { token } = issueToken(this.store, { client_id: this.client.id, user_id: user.id, scopes })
    return this.with({ Authorization: `Bearer ${token}`, 'Client-Id': this.client.id })
  }

  /** A caller with an app access token. */
  asApp(client = this.client): Api {
    const { token } = issueToken(this.store, { client_id: client.id })
    return this.with({ Authorization: `Bearer ${token}`, 'Client-Id': client.id })
  }

  /** A caller with whatever headers. */
  with(headers: Record<string, string>): Api {
    const send = (method: string, path: string, call: Call = {}) =>
      this.send(method, `/mock${path}`, { ...call, headers: { ...headers, ...call.headers } })
    return {
      send,
      get: (path, query) => send('GET', path, { query }),
      post: (path, body, query) => send('POST', path, { body, query }),
      put: (path, body, query) => send('PUT', path, { body, query }),
      patch: (path, body, query) => send('PATCH', path, { body, query }),
      delete: (path, query) => send('DELETE', path, { query }),
    }
  }

  /** Any request; a successful answer of Helix must be as its route documents it. */
  async send(method: string, path: string, { query = {}, body, headers }: Call = {}): Promise<Reply> {
    const url = new URL(path, 'http://localhost')
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) for (const item of [value].flat()) url.searchParams.append(name, String(item))
    }
    const json = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
    const response = await this.mock.fetch(new Request(url.href, { method, headers, body: json }))
    const text = await response.text()
    const isFaulted = response.headers.has('x-mock-fault')
    if (response.status === 500 && !isFaulted) throw this.faults.at(-1) ?? new Error(text)
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    this.answered.push(response.status)
    const reply = {
      status: response.status,
      body: isJson && text ? JSON.parse(text) : text,
      headers: response.headers,
    }
    this.#holdAgainstContract(method, url.pathname, reply)
    return reply
  }

  #holdAgainstContract(method: string, path: string, { status, body }: Reply): void {
    if (status >= 300 || typeof body !== 'object') return
    const route = this.mock.helix.routes.find((route) => route.method === method && route.path === path)
    const declared = route?.hooks.response as Contract<never> | Record<number, Contract<never>> | undefined
    const schema = declared && ('schema' in declared ? declared : declared[status])?.schema
    if (!schema) return
    expect([...Value.Errors(schema, body)].map(({ path, message }) => `${path}: ${message}`)).toEqual([])
    expect(body, 'has fields that its contract does not know').toEqual(
      Value.Clean(schema, structuredClone(body)),
    )
  }
}

/** Whoever waits for an answer waits until it is given up. */
export const nobody: Post = (_, { signal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
