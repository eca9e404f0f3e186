import { afterEach, describe, expect, test } from 'bun:test'
import { connect } from 'node:net'
import { issueToken } from '../../../src/mock/resources/accounts/store.ts'
import { type RunningServer, startServer } from '../../../src/mock/server/start.ts'
import { World } from '../../support/world.ts'

const running: RunningServer[] = []
afterEach(() => Promise.all(running.splice(0).map((server) => server.stop())))

/** A world that listens, with a broadcaster's token. */
function served() {
  const world = new World()
  const server = startServer({ store: world.store, port: 0 })
  running.push(server)
  const base = `http://127.0.0.1:${server.port}`
  const { id: client_id } = world.client
  const { token } = issueToken(world.store, {
    client_id,
    user_id: world.broadcaster.id,
    scopes: ['channel:manage:broadcast'],
  })
  const caller = { Authorization: `Bearer ${token}`, 'Client-Id': client_id }
  const headers = { ...caller, 'Content-Type': 'application/json' }
  const channel = `/mock/channels?broadcaster_id=${world.broadcaster.id}`
  return {
    server,
    base,
    headers,
    // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
    async fault(fault: object): Promise<any> {
      const response = await fetch(`${base}/units/faults`, { method: 'POST', body: JSON.stringify(fault) })
      expect(response.status).toBe(201)
      return response.json()
    },
    async clear() {
      await fetch(`${base}/units/faults`, { method: 'DELETE' })
    },
    rename: (title: string, init: RequestInit = {}) =>
      fetch(base + channel, { ...init, method: 'PATCH', headers, body: JSON.stringify({ title }) }),
    async title() {
      // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
      return ((await (await fetch(base + channel, { headers })).json()) as any).data[0].title
    },
    /** What comes over a connection of one's own until it is closed, or until there are as many answers. */
    raw(requests: readonly string[], answers = requests.length, more = {}): Promise<string> {
      const { promise, resolve } = Promise.withResolvers<string>()
      let came = ''
      const socket = connect(server.port, '127.0.0.1')
      socket.on('data', (part) => {
        came += part
        if (came.split('HTTP/1.1 ').length > answers && came.includes('\r\n\r\n')) socket.end()
      })
      socket.on('error', ({ code }: NodeJS.ErrnoException) => {
        came += code
      })
      socket.on('close', () => resolve(came))
      const lines = Object.entries({ Host: `127.0.0.1:${server.port}`, ...caller, ...more }).map(
        ([name, value]) => `${name}: ${value}\r\n`,
      )
      socket.write(requests.map((request) => `${request} HTTP/1.1\r\n${lines.join('')}\r\n`).join(''))
      return promise
    },
  }
}

const kinds = ['empty', 'truncated', 'slow', 'malformed', 'html', 'reset'] as const

test('whatever becomes of the answer to a write, it is done; a refusal leaves it undone', async () => {
  const site = served()
  const outcomes: Record<string, unknown> = {}
  for (const body of kinds) {
    await site.fault({ effect: { body } })
    const answered = async () => {
      const response = await site.rename(body)
      return [response.status, await response.text()]
    }
    outcomes[body] = await answered().catch(() => 'broken off')
    await site.clear()
    expect(await site.title()).toBe(body)
  }
  expect(outcomes).toEqual({
    empty: [204, ''],
    truncated: 'broken off',
    slow: [204, ''],
    malformed: [200, ','],
    html: [200, expect.stringMatching(/^<!doctype html>/)],
    reset: 'broken off',
  })
  for (const body of [undefined, ...kinds]) {
    await site.fault({ effect: { status: 502, body } })
    await site.rename('never').catch(() => undefined)
    await site.clear()
    expect(await site.title()).toBe('reset')
  }
})

test('a HEAD has the headers of the fault, and the server lives on', async () => {
  const site = served()
  for (const body of kinds) {
    await site.fault({ effect: { body } })
    const { status, headers } = await fetch(`${site.base}/oauth2/keys`, { method: 'HEAD' })
    expect({ body, status, fault: headers.has('x-mock-fault') }).toEqual({ body, status: 200, fault: true })
    await site.clear()
  }
})

describe('on one connection', () => {
  test('a refusal is answered before the request after it', async () => {
    const site = served()
    await site.fault({ times: 1, effect: { status: 503 } })
    const came = await site.raw(['GET /mock/users', 'GET /mock/users'])
    expect(came.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 503', 'HTTP/1.1 200'])
  })

  test('a reset says nothing at all, and half an answer is half', async () => {
    const site = served()
    await site.fault({ times: 1, effect: { body: 'reset' } })
    expect(await site.raw(['GET /mock/users'])).toBe('ECONNRESET')
    await site.fault({ times: 1, effect: { body: 'truncated' } })
    const came = await site.raw(['GET /mock/users'], 2)
    expect(came).toMatch(/^HTTP\/1.1 200 OK.+X-Mock-Fault: 2.+\{"data":\[\{"id":"1001"/s)
    expect(came).not.toContain('created_at')
  })

  test('a slow answer comes in four parts', async () => {
    const site = served()
    const keys = await (await fetch(`${site.base}/oauth2/keys`)).text()
    await site.fault({ times: 1, effect: { body: 'slow' } })
    const came = await site.raw(['GET /oauth2/keys'], 2, { Connection: 'close' })
    const parts = [...came.matchAll(/^[0-9a-f]+\r\n(.+)\r\n/gm)].map(([, part]) => part)
    expect(parts).toHaveLength(4)
    expect(parts.join('')).toBe(keys)
  })
})

test.each(['/mock/users', '/oauth2/validate'])(
  '16 clients at %s meet a fault exactly as often as it says',
  async (path) => {
    const site = served()
    const { id } = await site.fault({
      match: { path },
      times: 37,
      after: 5,
      effect: { delay_ms: 1, status: 503 },
    })
    let done = 0
    const client = async () => {
      for (let n = 0; n < 10; n++) {
        const response = await fetch(site.base + path, { headers: site.headers })
        await response.text()
        if (response.headers.get('x-mock-fault') === id) done++
      }
    }
    await Promise.all(Array.from({ length: 16 }, client))
    const { data } = (await (await fetch(`${site.base}/units/faults`)).json()) as { data: object[] }
    expect({ done, data }).toMatchObject({ done: 37, data: [{ met: 160, done: 37 }] })
  },
)

test('a write that waits is not done for a client that has gone', async () => {
  const site = served()
  await site.fault({ times: 1, effect: { delay_ms: 60_000 } })
  const going = new AbortController()
  const gone = site.rename('never', { signal: going.signal }).catch(({ name }: Error) => name)
  while ((await (await fetch(`${site.base}/units/faults`)).text()).includes('"done":0'));
  going.abort()
  expect(await gone).toBe('AbortError')
  expect(await site.title()).not.toBe('never')
})

test('a server that stops keeps nobody waiting', async () => {
  const site = served()
  await site.fault({ effect: { delay_ms: 60_000 } })
  const waiting = fetch(`${site.base}/oauth2/keys`)
  while ((await (await fetch(`${site.base}/units/faults`)).text()).includes('"done":0'));
  const began = performance.now()
  await site.server.stop()
  expect((await waiting).status).toBe(200)
  expect(performance.now() - began).toBeLessThan(2000)
})

test('* touches what Twitch has, and nothing else', async () => {
  const site = served()
  await site.fault({ match: { path: '*' }, effect: { status: 500 } })
  const own = ['/', '/docs', '/units/users', '/units/clock', '/mock/openapi.json', '/health']
  const paths = ['/mock/users', '/oauth2/keys', '/auth/keys', '/mock/nothing', ...own]
  const statuses = await Promise.all(paths.map(async (path) => (await fetch(site.base + path)).status))
  expect(paths.filter((_, at) => statuses[at] === 500)).toEqual(paths.slice(0, 4))
})

test('after a reset there are no faults, and the next one is the first', async () => {
  const site = served()
  await site.fault({ effect: { status: 503 } })
  await fetch(`${site.base}/units/reset`, { method: 'POST' })
  expect((await fetch(`${site.base}/oauth2/keys`)).status).toBe(200)
  expect(await site.fault({ effect: { status: 503 } })).toMatchObject({ id: '1' })
})
