import { cleanUp, emptyHome, startMock } from '../tests/support/binary.ts'

/**
 * Many WebSockets with many subscriptions each, and events that all of them hear. Fails if one is lost, comes twice or
 * out of order; prints what an event costs.
 *
 *   bun scripts/eventsub-load.ts [--sockets 200] [--events 1000]     TWITCH=path measures another executable
 */
const argument = (name: string, fallback: number) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : Number(process.argv[at + 1])
}
const SOCKETS = argument('sockets', 200)
const EVENTS = argument('events', 1000)
/** Each with two subscriptions: 50 a socket. */
const CHANNELS = 25

const generated = String(Math.max(SOCKETS, CHANNELS))
try {
  const mock = await startMock(emptyHome(), '--db', ':memory:', '-c', generated)
  await run(`http://127.0.0.1:${mock.port}`)
} finally {
  cleanUp()
}

async function run(url: string): Promise<void> {
  const [client] = (await call(url, 'GET', '/units/clients')).data
  const users = await userIds(url)
  const tokens: string[] = []
  for (const user of users) tokens.push(await userToken(url, client, user))
  const channels = users.slice(0, CHANNELS)

  const beganSubscribing = performance.now()
  const listeners = users.slice(0, SOCKETS).map(() => new Listener(url))
  for (const [index, listener] of listeners.entries()) {
    const session_id = await listener.welcome
    const headers = { Authorization: `Bearer ${tokens[index]}`, 'Client-Id': client.ID }
    const subscribe = (type: string, version: string, broadcaster_user_id: string) =>
      call(url, 'POST', '/helix/eventsub/subscriptions', headers, {
        type,
        version,
        condition: { broadcaster_user_id },
        transport: { method: 'websocket', session_id },
      })
    for (const channel of channels) {
      await subscribe('channel.update', '2', channel)
      await subscribe('stream.online', '1', channel)
    }
  }
  const subscriptions = SOCKETS * CHANNELS * 2
  report('subscribe', performance.now() - beganSubscribing, subscriptions, 'subscription')

  const answers: number[] = []
  const delays: number[] = []
  const began = performance.now()
  for (let n = 0; n < EVENTS; n++) {
    const channel = n % CHANNELS
    const headers = { Authorization: `Bearer ${tokens[channel]}`, 'Client-Id': client.ID }
    const sent = performance.now()
    const heardByAll = Promise.all(listeners.map((listener) => listener.heard(n)))
    await call(url, 'PATCH', `/helix/channels?broadcaster_id=${channels[channel]}`, headers, {
      title: `${n}`,
    })
    answers.push(performance.now() - sent)
    await heardByAll
    delays.push(performance.now() - sent)
  }
  report('one by one: publish', performance.now() - began, EVENTS, 'event')
  console.log(`  answer to the write: ${spread(answers)}; heard by all ${SOCKETS}: ${spread(delays)}`)

  const beganBurst = performance.now()
  for (let n = EVENTS; n < 2 * EVENTS; n++) {
    const channel = n % CHANNELS
    const headers = { Authorization: `Bearer ${tokens[channel]}`, 'Client-Id': client.ID }
    await call(url, 'PATCH', `/helix/channels?broadcaster_id=${channels[channel]}`, headers, {
      title: `${n}`,
    })
  }
  await Promise.all(listeners.map((listener) => listener.heard(2 * EVENTS - 1)))
  report('in a row: publish', performance.now() - beganBurst, EVENTS, 'event')

  const expected = Array.from({ length: 2 * EVENTS }, (_, n) => n).join()
  const wrong = listeners.filter(({ events }) => events.join() !== expected)
  const messages = listeners.reduce((sum, { events }) => sum + events.length, 0)
  if (wrong.length > 0)
    throw new Error(`${wrong.length} of ${SOCKETS} sockets lost, repeated or swapped events`)
  console.log(`${messages} messages of ${2 * EVENTS} events: each once at each socket, in order`)
}

/** One client, and the numbers of the events that it has heard. */
class Listener {
  readonly events: number[] = []
  readonly welcome: Promise<string>
  readonly #waiting = new Map<number, () => void>()

  constructor(url: string) {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`)
    this.welcome = new Promise((resolve, reject) => {
      socket.onmessage = ({ data }) => {
        const { metadata, payload } = JSON.parse(data)
        if (metadata.message_type === 'session_welcome') resolve(payload.session.id)
        if (metadata.message_type === 'notification') this.#hear(Number(payload.event.title))
      }
      socket.onclose = ({ code }) => reject(new Error(`closed with ${code}`))
    })
  }

  heard(n: number): Promise<void> | undefined {
    if (this.events.includes(n)) return undefined
    return new Promise((resolve) => this.#waiting.set(n, resolve))
  }

  #hear(n: number): void {
    this.events.push(n)
    this.#waiting.get(n)?.()
    this.#waiting.delete(n)
  }
}

async function userIds(url: string): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | undefined = ''; after !== undefined; ) {
    const { data, cursor } = await call(url, 'GET', `/units/users?first=100&after=${after}`)
    ids.push(...data.map(({ id }: { id: string }) => id))
    after = cursor || undefined
  }
  return ids
}

async function userToken(url: string, { ID, Secret }: { ID: string; Secret: string }, user: string) {
  const scope = 'channel:manage:broadcast'
  const query = new URLSearchParams({
    client_id: ID,
    client_secret: Secret,
    grant_type: 'user_token',
    user_id: user,
    scope,
  })
  return (await call(url, 'POST', `/auth/authorize?${query}`)).access_token as string
}

async function call(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: object,
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
): Promise<any> {
  const response = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return text && JSON.parse(text)
}

function report(what: string, milliseconds: number, count: number, one: string): void {
  console.log(
    `${what}: ${(milliseconds / 1000).toFixed(2)} s, ${(milliseconds / count).toFixed(3)} ms/${one}`,
  )
}

function spread(values: number[]): string {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))]!.toFixed(1)
  return `median ${at(0.5)} ms, 99 % ${at(0.99)} ms`
}
