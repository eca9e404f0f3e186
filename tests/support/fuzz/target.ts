import { createHmac } from 'node:crypto'
import type { Store } from '../../../src/mock/engine/store.ts'
import { generate } from '../../../src/mock/generation/generate.ts'
import {
  type Client,
  createClient,
  findToken,
  issueToken,
} from '../../../src/mock/resources/accounts/store.ts'
import { openMock } from '../../../src/mock/resources/open.ts'
import { createMock, type MockServer } from '../../../src/mock/server/server.ts'
import { eventSubTypeNames } from '../../../src/twitch/eventsub.ts'
import { type Scope, scopeDescriptions } from '../../../src/twitch/scopes.ts'
import { type Choice, escaped, type Plan } from './plans.ts'
import { sampleJson } from './sample.ts'
import type { Schema } from './surface.ts'

/** A request that can be written down and sent again. */
export interface Exact {
  method: string
  url: string
  headers: Record<string, string>
  /** The body's bytes in Latin-1. */
  body?: string
}

const KEPT_PER_NAME = 40
const LIFETIME = 10_000 * 86_400_000
const allScopes = Object.keys(scopeDescriptions) as Scope[]

/** What goes by another name where it is told. */
const aliases: Record<string, string> = { token: 'access_token', 'device-code': 'user_code' }

/** What is known beforehand. */
const words: Record<string, readonly string[]> = {
  timezone: ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'],
  type: ['stream.online', 'channel.follow', 'channel.update', 'channel.chat.message'],
  version: ['1', '2'],
  slot_id: ['1', '2', '3'],
  source_slot_id: ['1', '2'],
  destination_slot_id: ['2', '3'],
  target: ['broadcast', 'global', 'whisper-1'],
  method: ['webhook', 'websocket', 'conduit'],
  callback: ['https://localhost:1/callback', 'http://127.0.0.1:1/'],
}

interface Extension {
  id: string
  secret: string
  owner_id: string
  version: string
}

/** A generated Twitch, with callers, that remembers what it was told: ids, cursors, codes. */
export class Target {
  users: string[] = []
  callers: Record<string, Record<string, string>> = {}
  readonly #known = new Map<string, string[]>()

  private constructor(
    readonly store: Store,
    readonly mock: MockServer,
    readonly clock: { now: number },
    readonly client: Client,
    readonly faults: unknown[],
  ) {}

  /** The same for the same seed. */
  static async make(seed: number): Promise<Target> {
    const clock = { now: Date.parse('2026-03-01T12:00:00Z') }
    const store = openMock({ path: ':memory:', seed, clock: () => clock.now })
    const { client } = await generate(store, { count: 12 })
    const faults: unknown[] = []
    const mock = createMock({ store, onFault: (fault) => void faults.push(fault) })
    const target = new Target(store, mock, clock, client, faults)
    const publicClient = createClient(store, 'Public', { type: 'public' })
    for (const { id, secret } of [client, publicClient])
      target.learn({ client_id: id, client_secret: secret }, '')
    return target
  }

  close(): void {
    this.store.close()
  }

  /** The request that a plan comes to, here and now. */
  exact(plan: Plan): Exact {
    const { operation } = plan
    this.#renewCallers()
    this.clock.now += plan.wait
    const { how, text, pick } = plan.id
    const id = how === 'good' ? this.known('id', pick, operation.path) : text
    const type = eventSubTypeNames[pick % eventSubTypeNames.length]!
    const path = operation.path.replace(':id', () => escaped(id)).replace(':type', type)
    const parameters = [...this.#queryOf(plan), ...plan.more]
    const query = parameters.length > 0 ? `?${parameters.join('&')}` : ''
    const withBody = plan.body !== undefined && plan.method !== 'GET' && plan.method !== 'HEAD'
    return {
      method: plan.method,
      url: `http://localhost${path}${plan.pathEnd}${query}`,
      headers: {
        ...this.#headersOf(plan),
        ...(plan.contentType && { 'Content-Type': plan.contentType }),
        ...(plan.origin && { Origin: plan.origin }),
      },
      body: withBody ? this.#bodyOf(plan) : undefined,
    }
  }

  /** Keeps the texts of an answer by their names, for later requests; ids by what they are the ids of. */
  learn(value: unknown, path: string, name = 'data'): void {
    if (typeof value !== 'object' || value === null) {
      if (typeof value === 'string' && value !== '') this.#keep(name, value)
      return
    }
    const list = `${name === 'data' ? path : name} id`
    const { id, ID = id, broadcaster_id, user_id } = value as Record<string, unknown>
    if (typeof ID === 'string') this.#keep(list, ID)
    else if (broadcaster_id && user_id) this.#keep(list, `${broadcaster_id}:${user_id}`)
    for (const [key, part] of Object.entries(value).slice(0, 30)) {
      if (key.toLowerCase() !== 'id') this.learn(part, path, Array.isArray(value) ? name : key)
    }
  }

  /** Something that exists under a name. */
  known(name: string, pick: number, path = ''): string {
    if (name.toLowerCase() === 'id') {
      const list = path.replace('/:id', '')
      const named = [...this.#known.keys()].find((known) => known.startsWith(list.split('/').at(-1)!))
      const own = this.#pick(`${list} id`, pick) || this.#pick(named ?? '', pick)
      if (own) return own
    }
    const isUser = /(^|broadcaster_|user_|moderator_|from_|to_|sender_|target_|guest_|editor_)id$/.test(name)
    if (name === 'after' || name === 'before') return this.#pick('cursor', pick)
    if (isUser) return pick % 8 > 0 ? this.users[0]! : this.users[pick % this.users.length]!
    const word = words[name]
    if (word) return word[pick % word.length]!
    const lists = [...this.#known.keys()].filter((list) => list.endsWith(' id'))
    const fitting = lists.filter((list) => list.includes(name.replace(/_id$/, '')))
    const near = fitting.filter((list) => list.split('/')[2] === path.split('/')[2])
    const exact = near.length > 0 ? '' : this.#pick(aliases[name] ?? name, pick)
    if (exact || !name.endsWith('id')) return exact
    const chosen = [near, fitting, lists].find((some) => some.length > 0) ?? []
    return this.#pick(chosen[pick % chosen.length] ?? '', pick)
  }

  /** Callers with every right; who was removed or disconnected meanwhile is replaced. */
  #renewCallers(): void {
    const { store, client } = this
    const isThere = Object.values(this.callers).every(({ Authorization = '' }) => {
      return Authorization.includes('.') || findToken(store, Authorization.slice('Bearer '.length))
    })
    if (isThere && this.users.length > 0) return
    this.users = store.all<{ id: string }>('SELECT id FROM users ORDER BY rowid').map(({ id }) => id)
    const bearer = (token: string, id: string) => ({ Authorization: `Bearer ${token}`, 'Client-Id': id })
    const token = (user_id?: string) =>
      bearer(
        issueToken(store, { client_id: client.id, user_id, scopes: allScopes }, LIFETIME).token,
        client.id,
      )
    this.callers = { user: token(this.users[0]), app: token(), other: token(this.users.at(-1)) }
    const extension = store.get<Extension>(
      `SELECT extension_id AS id, content AS secret, owner_id, version FROM extension_secrets
       JOIN extensions ON extensions.id = extension_id LIMIT 1`,
    )
    if (!extension) return
    this.callers.jwt = bearer(signed(extension, this.users[0]!), extension.id)
    this.callers.extension = bearer(
      issueToken(store, { client_id: extension.id }, LIFETIME).token,
      extension.id,
    )
    this.learn({ extension_id: extension.id, extension_version: extension.version }, '')
  }

  #pick(name: string, pick: number): string {
    const values = this.#known.get(name) ?? []
    return values[pick % values.length] ?? ''
  }

  #keep(name: string, value: string): void {
    const values = this.#known.get(name) ?? []
    if (!values.includes(value)) this.#known.set(name, [value, ...values].slice(0, KEPT_PER_NAME))
  }

  #queryOf({ operation, query }: Plan): string[] {
    return Object.entries(query).flatMap(([name, choice]) => {
      const { how, text } = choice
      if (how === 'left out') return []
      if (how === 'bad') return [`${name}=${escaped(text)}`]
      const value = JSON.parse(
        this.#json(operation.query[name] ?? {}, name, choice, operation.path),
      ) as unknown
      const values = [value]
        .flat()
        .map((item) => `${name}=${escaped(typeof item === 'string' ? item : JSON.stringify(item))}`)
      return how === 'good' ? values : [...values, `${name}=${escaped(text)}`]
    })
  }

  #bodyOf({ operation, body, contentType }: Plan): string {
    if (!body) return ''
    if (body.raw instanceof Uint8Array) return Buffer.from(body.raw).toString('latin1')
    const asForm = operation.app === 'auth' && contentType !== 'application/json'
    const members = Object.entries(body as Record<string, Choice>).flatMap(([name, choice]) => {
      if (choice.how === 'left out') return []
      const json = this.#json(operation.body![name]!, name, choice, operation.path)
      if (asForm) return [`${name}=${escaped(choice.how === 'bad' ? choice.text : formText(json))}`]
      const member = `${JSON.stringify(name)}:${choice.how === 'bad' ? choice.json : json}`
      return choice.how === 'repeated' ? [member, `${JSON.stringify(name)}:${choice.json}`] : [member]
    })
    const text = asForm ? members.join('&') : `{${members}}`
    return Buffer.from(text).toString('latin1')
  }

  #json(schema: Schema, name: string, { how, pick, json }: Choice, path: string): string {
    const known = (name: string, pick: number) => this.known(name, pick, path)
    const spoil = how === 'spoiled' ? json : undefined
    return sampleJson(schema, name, pick, { known, now: new Date(this.clock.now), spoil })
  }

  #headersOf({ operation, caller }: Plan): Record<string, string> {
    if (typeof caller === 'object') {
      return { Authorization: caller.authorization, 'Client-Id': caller.clientId }
    }
    const [kind] = operation.callers
    if (caller === 'none' || !kind) return {}
    if (kind === 'app' && operation.path.includes('/extensions')) return this.callers.extension ?? {}
    return caller === 'other' ? this.callers.other! : this.callers[kind]!
  }
}

function formText(json: string): string {
  const value = JSON.parse(json)
  return typeof value === 'string' ? value : json
}

function signed({ secret, owner_id }: Extension, channel_id: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const perms = { send: ['broadcast', 'global', 'whisper-*'] }
  const claims = { exp: 9_999_999_999, user_id: owner_id, role: 'external', channel_id, pubsub_perms: perms }
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${text}.${createHmac('sha256', Buffer.from(secret, 'base64')).update(text).digest('base64url')}`
}
