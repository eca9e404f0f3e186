import { describe, expect, test } from 'bun:test'
import { generate } from '../../../src/mock/generation/generate.ts'
import { openMock, type Store } from '../../../src/mock/resources/open.ts'

const NOW = Date.parse('2026-01-31T12:00:00Z')

async function generated({ seed = 7, count = 12, runs = 1 } = {}): Promise<Store> {
  const store = openMock({ path: ':memory:', seed, clock: () => NOW })
  for (let run = 0; run < runs; run++) await generate(store, { count })
  return store
}

const tablesOf = (store: Store) =>
  store
    .all<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\' ORDER BY name",
    )
    .map(({ name }) => name)

const dump = (store: Store) =>
  Object.fromEntries(tablesOf(store).map((table) => [table, store.all(`SELECT * FROM ${table}`)]))

const countOf = (store: Store, table: string, where = '1') =>
  store.get<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE ${where}`)!.n

describe('generate', () => {
  test('makes the same rows from the same seed and moment, others from another seed', async () => {
    const first = dump(await generated())
    expect(dump(await generated())).toEqual(first)
    expect(dump(await generated({ seed: 8 })).users).not.toEqual(first.users)
  })

  test('appends on a second run and keeps what must be unique', async () => {
    const store = await generated({ runs: 2 })
    expect(countOf(store, 'users')).toBe(24)
    expect(countOf(store, 'clients', 'NOT is_extension')).toBe(2)
    for (const column of ['login', 'id']) {
      expect(store.get<{ n: number }>(`SELECT count(DISTINCT ${column}) AS n FROM users`)!.n).toBe(24)
    }
  })

  test.each([
    // users, who moderate for the first, who are VIPs there at most
    [25, 3, 3],
    [40, 7, 7],
    [200, 47, 25],
    [800, 110, 25],
  ])(
    'of %i users makes %i moderators of the first one, and up to %i VIPs',
    async (count, moderators, vips) => {
      const store = await generated({ count })
      const first = store.get<{ id: string }>('SELECT id FROM users ORDER BY rowid LIMIT 1')!.id
      const ofFirst = (table: string, column = 'broadcaster_id') =>
        countOf(store, table, `${column} = '${first}'`)
      expect(ofFirst('moderators')).toBe(moderators)
      expect(ofFirst('moderators', 'user_id')).toBeGreaterThanOrEqual(Math.min(moderators, 3))
      expect(ofFirst('vips')).toBeLessThanOrEqual(vips)
      expect(ofFirst('vips')).toBeGreaterThan(vips / 3)
    },
  )

  test.each([
    [9, 0],
    [10, 1],
    [12, 1],
    [13, 2],
  ])('of %i users bans and blocks the last %i alone', async (count, restricted) => {
    const store = await generated({ count })
    const banned = store.all('SELECT user_id FROM bans UNION SELECT user_id FROM blocks ORDER BY user_id')
    const last = 'SELECT id AS user_id FROM users ORDER BY rowid DESC LIMIT $restricted'
    expect(banned).toEqual(store.all(`SELECT * FROM (${last}) ORDER BY user_id`, { restricted }))
  })

  test('gives nobody two roles in a channel, and none in their own', async () => {
    const store = await generated({ count: 200 })
    expect(countOf(store, 'vips JOIN moderators USING (broadcaster_id, user_id)')).toBe(0)
    expect(countOf(store, 'vips JOIN blocks USING (broadcaster_id, user_id)')).toBe(0)
    for (const table of ['moderators', 'vips']) {
      expect(countOf(store, table)).toBeGreaterThan(100)
      expect(countOf(store, table, 'broadcaster_id = user_id')).toBe(0)
    }
    const viewers = "broadcaster_id IN (SELECT id FROM users WHERE broadcaster_type = '')"
    expect(countOf(store, 'moderators', viewers)).toBeGreaterThan(0)
    expect(countOf(store, 'vips', viewers)).toBe(0)
  })

  test.each([0, 1, 2])('makes %i users without a fault', async (count) => {
    expect(countOf(await generated({ count }), 'users')).toBe(count)
  })

  test('leaves no row that refers to nothing', async () => {
    const store = await generated({ runs: 2 })
    expect(store.all('PRAGMA foreign_key_check')).toEqual([])
  })

  test('dates everything but what is scheduled before its moment', async () => {
    const store = await generated()
    const late = tablesOf(store).flatMap((table) => {
      const columns = store.all<{ name: string }>(`PRAGMA table_info(${table})`).map(({ name }) => name)
      return columns
        .filter((name) => ['created_at', 'started_at', 'followed_at', 'published_at'].includes(name))
        .filter((name) => countOf(store, table, `${name} > '2026-01-31T12:00:01'`) > 0)
        .map((name) => `${table}.${name}`)
    })
    expect(late).toEqual([])
  })

  test('work grows with the number of users, not with its square', async () => {
    const rows = async (count: number) => {
      const store = await generated({ count })
      return tablesOf(store).reduce((sum, table) => sum + countOf(store, table), 0)
    }
    const [some, many] = [await rows(200), await rows(800)]
    expect(many / some).toBeLessThan(4.5)
  })
})

test('a login has letters and digits alone, whatever words it is made of', async () => {
  const store = openMock({ path: ':memory:', seed: 160_883 })
  await generate(store, { count: 300 })
  const logins = store.all<{ login: string }>('SELECT login FROM users').map(({ login }) => login)
  expect(logins.filter((login) => !/^[a-z0-9]{4,25}$/.test(login))).toEqual([])
  store.close()
})
