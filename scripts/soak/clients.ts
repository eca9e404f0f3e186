import type { Caller } from '../faults/callers.ts'

/** Everything that the soak counts. */
export class Tally {
  readonly statuses = new Map<number, number>()
  /** Answers 5xx, lost writes, and whatever else must not happen. */
  readonly faults: string[] = []
  /** Logins of users whose making was acknowledged. */
  readonly users: string[] = []
  /** The last acknowledged description of each writer's user. */
  readonly descriptions = new Map<string, string>()
  slowest = 0
  hungUp = 0
  slowBodies = 0
  generations = 0

  get answered(): number {
    return [...this.statuses.values()].reduce((sum, n) => sum + n, 0)
  }
}

export interface Soaking {
  url: string
  tally: Tally
  isOver(): boolean
}

const PAUSE_MS = 4

/** One kept-alive connection's worth of requests: sends, waits, notes. */
export async function ask(
  { url, tally }: Soaking,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: object,
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
): Promise<{ status: number; body: any }> {
  const began = performance.now()
  const response = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) })
  const text = await response.text()
  const { status } = response
  tally.slowest = Math.max(tally.slowest, performance.now() - began)
  tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1)
  if (status >= 500) tally.faults.push(`${method} ${path} answers ${status}: ${text.slice(0, 200)}`)
  await Bun.sleep(PAUSE_MS)
  return { status, body: text.startsWith('{') ? JSON.parse(text) : text }
}

/** Reads all over the place, page after page. */
export async function read(soaking: Soaking, { headers, user_id }: Caller): Promise<void> {
  const paths = [
    `/mock/users?id=${user_id}`,
    `/mock/channels/followers?broadcaster_id=${user_id}&first=100`,
    `/mock/subscriptions?broadcaster_id=${user_id}&first=100`,
    `/mock/polls?broadcaster_id=${user_id}`,
    '/mock/streams?first=100',
    '/mock/search/channels?query=a&first=50',
    '/units/users?first=100',
    '/oauth2/validate',
  ]
  let after = ''
  for (let n = 0; !soaking.isOver(); n++) {
    const path = paths[n % paths.length]!
    const { status, body } = await ask(soaking, 'GET', path + (n % paths.length === 1 ? after : ''), headers)
    if (status >= 400 && status < 500) soaking.tally.faults.push(`GET ${path} answers ${status}`)
    const cursor = body.pagination?.cursor
    if (n % paths.length === 1) after = cursor ? `&after=${cursor}` : ''
  }
}

/** Writes, and reads back what was acknowledged. */
export async function write(soaking: Soaking, { headers, user_id }: Caller, name: string): Promise<void> {
  const { tally } = soaking
  for (let n = 0; !soaking.isOver(); n++) {
    const login = `${name}_${n}`
    const created = await ask(soaking, 'POST', '/units/users', {}, { login })
    if (created.status === 201) tally.users.push(login)
    const told = await ask(soaking, 'PUT', `/mock/users?description=${login}`, headers)
    if (told.status === 200) tally.descriptions.set(user_id, login)
    const back = await ask(soaking, 'GET', '/mock/users', headers)
    if (told.status === 200 && back.body.data[0].description !== login)
      tally.faults.push(`${login} is not read back`)
    await poll(soaking, headers, user_id, login)
  }
}

async function poll(
  soaking: Soaking,
  headers: Record<string, string>,
  broadcaster_id: string,
  title: string,
) {
  const choices = [{ title: 'Yes' }, { title: 'No' }]
  const wanted = { broadcaster_id, title, choices, duration: 15 }
  const created = await ask(soaking, 'POST', '/mock/polls', headers, wanted)
  if (created.status !== 200) return
  const { id } = created.body.data[0]
  const ended = { broadcaster_id, id, status: 'TERMINATED' }
  await ask(soaking, 'PATCH', '/mock/polls', headers, ended)
  const back = await ask(soaking, 'GET', `/mock/polls?broadcaster_id=${broadcaster_id}&id=${id}`, headers)
  if (back.body.data?.[0]?.status !== 'TERMINATED') soaking.tally.faults.push(`the poll ${id} did not end`)
}

/** Clients that are gone before their answer. */
export async function hangUp({ url, tally, isOver }: Soaking, { headers, user_id }: Caller): Promise<void> {
  for (let n = 0; !isOver(); n++) {
    const signal = AbortSignal.timeout(n % 4)
    const path =
      n % 2 ? '/units/users?first=100' : `/mock/channels/followers?broadcaster_id=${user_id}&first=100`
    await fetch(url + path, { headers, signal })
      .then((response) => response.text())
      .catch(() => tally.hungUp++)
    await Bun.sleep(20)
  }
}

/** Bodies that come byte by byte; every third one never ends. */
export async function dribble({ url, tally, isOver }: Soaking): Promise<void> {
  const { hostname, port } = new URL(url)
  const body = JSON.stringify({ login: '!', description: 'x'.repeat(60) })
  for (let n = 0; !isOver(); n++) {
    const { promise: closed, resolve } = Promise.withResolvers<void>()
    const socket = await Bun.connect({
      hostname,
      port: Number(port),
      socket: {
        data: (socket, data) => {
          if (!data.toString().startsWith('HTTP/1.1 400')) tally.faults.push(`a slow body gets ${data}`)
          socket.end()
        },
        close: () => resolve(),
        error: () => resolve(),
      },
    })
    socket.write(`POST /units/users HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n`)
    const end = n % 3 === 2 ? body.length / 2 : body.length
    for (let at = 0; at < end; at += 8) {
      socket.write(body.slice(at, Math.min(at + 8, end)))
      await Bun.sleep(40)
    }
    if (end < body.length) socket.terminate()
    await Promise.race([closed, Bun.sleep(5_000)])
    tally.slowBodies++
  }
}
