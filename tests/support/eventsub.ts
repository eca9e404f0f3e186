import type { Connection } from '../../src/mock/http/connection.ts'
import type { StoredUser } from '../../src/mock/resources/users/store.ts'
import type { Scope } from '../../src/twitch/scopes.ts'
import type { Api, Reply, World } from './world.ts'

// biome-ignore lint/suspicious/noExplicitAny: messages are compared whole
type Json = any

/** A client of EventSub's WebSocket, without a network between. */
export class SocketClient {
  readonly messages: Json[] = []
  pings = 0
  /** Set when the connection is over. */
  closed: { code: number; reason: string } | undefined
  /** How many bytes it has yet to read. */
  unread = 0
  readonly #connection: Connection

  constructor(world: World, path = '/ws') {
    const url = path.startsWith('ws') ? path.replace('ws', 'http') : `http://localhost${path}`
    const connection = world.mock.eventSub.connect(new Request(url, { headers: { Upgrade: 'websocket' } }))
    if (!connection) throw new Error(`${url} is no WebSocket`)
    this.#connection = connection
    connection.opened({
      send: (text) => this.messages.push(JSON.parse(text)),
      ping: () => this.pings++,
      close: (code, reason) => {
        this.closed ??= { code, reason }
        connection.closed()
      },
      waiting: () => this.unread,
    })
  }

  /** What came, by the types of the messages. */
  get types(): string[] {
    return this.messages.map(({ metadata }) => metadata.message_type)
  }

  get sessionId(): string {
    return this.messages[0].payload.session.id
  }

  /** The messages of a type. */
  of(type: string): Json[] {
    return this.messages.filter(({ metadata }) => metadata.message_type === type)
  }

  pong(): void {
    this.#connection.ponged()
  }

  say(): void {
    this.#connection.received('')
  }

  leave(): void {
    this.closed ??= { code: 1000, reason: '' }
    this.#connection.closed()
  }
}

export interface Received {
  callback: string
  headers: Record<string, string>
  body: Json
  raw: string
}

/** Answers the challenges of all callbacks; to other messages it says what it is told to. */
export class Receiver {
  readonly received: Received[] = []
  readonly secret = 'a secret of the receiver'
  answer: (message: Received) => number | Promise<number> = () => 204

  constructor(world: World) {
    world.receiver = async (callback, { headers, body: raw, signal }) => {
      const body = JSON.parse(raw)
      const message = { callback, headers, body, raw }
      this.received.push(message)
      if (body.challenge) return { status: 200, body: body.challenge }
      const gaveUp = new Promise<never>((_, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason)),
      )
      return { status: await Promise.race([this.answer(message), gaveUp]), body: '' }
    }
  }

  /** The messages of a type, such as notification. */
  of(type: string): Received[] {
    return this.received.filter(({ headers }) => headers['Twitch-Eventsub-Message-Type'] === type)
  }

  transport(callback = 'http://localhost:3000/webhook') {
    return { method: 'webhook', callback, secret: this.secret }
  }
}

export interface SubscriptionRequest {
  type: string
  version?: string
  condition: Record<string, string>
}

/** Subscribes with a user's token; the answer is the subscription. */
export function subscribeBySocket(
  world: World,
  { sessionId }: SocketClient,
  user: StoredUser,
  wanted: SubscriptionRequest,
  ...scopes: Scope[]
): Promise<Json> {
  const transport = { method: 'websocket', session_id: sessionId }
  return subscribe(world.as(user, ...scopes), { version: '1', ...wanted, transport })
}

/** Subscribes with an app access token, by a webhook or a conduit, and waits until a challenge is answered. */
export async function subscribeByApp(
  world: World,
  transport: object,
  wanted: SubscriptionRequest,
): Promise<Json> {
  const subscription = await subscribe(world.asApp(), { version: '1', ...wanted, transport })
  await settled()
  return subscription
}

async function subscribe(api: Api, body: object): Promise<Json> {
  const reply: Reply = await api.post('/eventsub/subscriptions', body)
  if (reply.status !== 202) throw new Error(JSON.stringify(reply.body))
  return reply.body.data[0]
}

/** Lets everything happen that waits for nothing but its turn. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
