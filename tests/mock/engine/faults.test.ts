import { afterAll, describe, expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UnusableDatabase } from '../../../src/mock/engine/file.ts'
import { generate } from '../../../src/mock/generation/generate.ts'
import { openMock } from '../../../src/mock/resources/open.ts'
import { createPoll, findPoll } from '../../../src/mock/resources/polls/store.ts'
import { createMock } from '../../../src/mock/server/server.ts'
import { World } from '../../support/world.ts'

const choices = [{ title: 'Yes' }, { title: 'No' }]

describe('a full disk', () => {
  /** No page more than there are. */
  const fill = (world: World) => {
    const { page_count } = world.store.get<{ page_count: number }>('PRAGMA page_count')!
    world.store.db.run(`PRAGMA max_page_count = ${page_count}`)
  }
  const free = (world: World) => world.store.db.run('PRAGMA max_page_count = 1000000')
  const asked = async (world: World, method: string, path: string, body?: object) => {
    const request = new Request(`http://localhost${path}`, { method, body: body && JSON.stringify(body) })
    const response = await world.mock.fetch(request)
    return { status: response.status, body: await response.json() }
  }
  const description = 'x'.repeat(300)

  test('refuses writes with the reason, answers reads, and takes writes again', async () => {
    const world = new World()
    fill(world)
    const create = (n: number) => asked(world, 'POST', '/units/users', { login: `user${n}`, description })
    let refused = await create(0)
    for (let n = 1; refused.status < 400 && n < 1000; n++) refused = await create(n)
    expect(refused).toEqual({
      status: 500,
      body: {
        error: 'Internal Server Error',
        status: 500,
        message: 'The database cannot be used: database or disk is full.',
      },
    })
    const { id, secret } = world.client
    const credentials = `client_id=${id}&client_secret=${secret}&grant_type=client_credentials`
    let minted = await asked(world, 'POST', `/auth/token?${credentials}`)
    for (let n = 0; minted.status < 400 && n < 1000; n++)
      minted = await asked(world, 'POST', `/auth/token?${credentials}`)
    expect(minted.body).toEqual({
      status: 500,
      message: 'an unexpected error occurred: the database cannot be used: database or disk is full',
    })
    expect(await asked(world, 'GET', '/units/users/1001')).toMatchObject({ status: 200 })
    free(world)
    expect((await create(2000)).status).toBe(201)
    expect(world.store.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  })

  test('generates nothing rather than half', async () => {
    const world = new World()
    fill(world)
    await expect(generate(world.store, { count: 100 })).rejects.toBeInstanceOf(UnusableDatabase)
    expect(world.store.get('SELECT count(*) AS n FROM users')).toEqual({ n: 4 })
  })
})

describe('a damaged database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'damaged-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const spoil = (path: string) => writeFileSync(path, readFileSync(path).fill(0x55, 4096))
  const advice = (path: string) => `the database ${path} is damaged: delete it, or choose another with --db`

  test('is told when it is opened', () => {
    const path = join(folder, 'opened.db')
    openMock({ path }).close()
    spoil(path)
    expect(() => openMock({ path })).toThrow(advice(path))
  })

  test('of 64 MiB is told wherever the damage is, a larger one when it is met', () => {
    const path = join(folder, 'large.db')
    const store = openMock({ path })
    const { page } = store.get<{ page: number }>(
      "SELECT rootpage AS page FROM sqlite_schema WHERE name = 'teams'",
    )!
    store.close()
    writeFileSync(path, readFileSync(path).fill(0x55, (page - 1) * 4096, page * 4096))
    truncateSync(path, 64 * 1024 * 1024)
    expect(() => openMock({ path })).toThrow(advice(path))
    truncateSync(path, 64 * 1024 * 1024 + 1)
    openMock({ path }).close()
  })

  test('is told when its pages are met while it is served', async () => {
    const path = join(folder, 'served.db')
    openMock({ path }).close()
    const store = openMock({ path })
    const faults: unknown[] = []
    const mock = createMock({ store, onFault: (fault) => faults.push(fault) })
    spoil(path)
    store.db.run('PRAGMA shrink_memory')
    const response = await mock.fetch(new Request('http://localhost/units/teams'))
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 500,
      body: {
        error: 'Internal Server Error',
        status: 500,
        message: `${advice(path).replace('the', 'The')}.`,
      },
    })
    expect(faults).toEqual([new UnusableDatabase(advice(path))])
    store.close()
  })
})

test('a clock that is set back ends nothing early and loses nothing', async () => {
  let time = Date.parse('2026-01-01T12:00:00Z')
  const store = openMock({ path: ':memory:', seed: 1, clock: () => time })
  const { client, token, partner } = await generate(store, { count: 3 })
  const mock = createMock({ store, rateLimit: true })
  const headers = { Authorization: `Bearer ${token.token}`, 'Client-Id': client.id }
  const asked = async () =>
    (await mock.fetch(new Request('http://localhost/mock/users?id=1', { headers }))).status
  const other = store.get<{ id: string }>('SELECT id FROM users WHERE id <> $id', { id: partner!.id })!
  const { id } = createPoll(store, { broadcaster_id: other.id, title: 'Back?', choices, duration: 60 })
  const status = () => findPoll(store, other.id, id)?.status

  time -= 3_600_000
  expect(await asked()).toBe(200)
  expect(status()).toBe('ACTIVE')
  time += 3_600_000 + 59_000
  expect(await asked()).toBe(200)
  expect(status()).toBe('ACTIVE')
  time += 1_000
  await asked()
  expect(status()).toBe('COMPLETED')
  store.close()
})
