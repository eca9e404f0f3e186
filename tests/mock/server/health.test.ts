import { expect, test } from 'bun:test'
import type { RequestRecord } from '../../../src/mock/server/request-log.ts'
import { createMock } from '../../../src/mock/server/server.ts'
import { startServer } from '../../../src/mock/server/start.ts'
import { version } from '../../../src/version.ts'
import { World } from '../../support/world.ts'

function server() {
  const log: RequestRecord[] = []
  const { store } = new World()
  const mock = createMock({ store, isLocal: true, log: { report: (record) => log.push(record) } })
  const ask = async (url: string, init?: RequestInit) => mock.fetch(new Request(url, init))
  return { ask, log }
}

const health = { status: 'ok', name: 'twitch mock API', version, chat_port: null }

test.each(['http://localhost:8080/health', 'http://127.0.0.1/health/', 'http://[::1]/health?at=1'])(
  'a probe at %s is told that the server is ready, and leaves no trace',
  async (url) => {
    const { ask, log } = server()
    const answer = await ask(url)
    expect([answer.status, await answer.json()]).toEqual([200, health])
    const head = await ask(url, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(head.headers.get('content-length')).toBe(String(JSON.stringify(health).length))
    const journal = await ask('http://localhost/units/requests')
    expect(await journal.json()).toEqual({ total: 0, data: [] })
    expect(log.map(({ path }) => path)).toEqual(['/units/requests'])
  },
)

test('a probe is told where chat is served by TCP', async () => {
  const { store } = new World()
  const { url, chatPort, stop } = startServer({ store, port: 0, chat: { port: 0 } })
  expect(chatPort).toBeGreaterThan(0)
  expect(await (await fetch(`${url}/health`)).json()).toEqual({ ...health, chat_port: chatPort })
  await stop()
})

test('a fault for every request is none for a probe', async () => {
  const { ask } = server()
  await ask('http://localhost/units/faults', { method: 'POST', body: '{"effect":{"status":500}}' })
  expect((await ask('http://localhost/mock/users')).status).toBe(500)
  expect((await ask('http://localhost/health')).status).toBe(200)
})

test('names that are not of this machine are refused', async () => {
  expect((await server().ask('http://rebound.example/health')).status).toBe(403)
})

test.each([
  ['POST', '/health'],
  ['GET', '/health/more'],
  ['GET', '/healthy'],
])('%s %s is no probe', async (method, path) => {
  expect((await server().ask(`http://localhost${path}`, { method })).status).toBe(404)
})

test('the reference has it', async () => {
  const answer = await server().ask('http://localhost/mock/openapi.json')
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, object>> }
  expect(paths['/health']?.get).toMatchObject({ security: [], summary: 'Whether the server is ready' })
})
