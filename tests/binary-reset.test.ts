import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { emptyHome, type RunningMock, startMock } from './support/binary.ts'
import { Remote } from './support/units.ts'

/** A suite as a user would have it: one server, and a reset before each test. */
describe('a hundred tests of one server', () => {
  let mock: RunningMock
  let twitch: Remote

  beforeAll(async () => {
    mock = await startMock(emptyHome(), '--db', ':memory:', '-c', '25', '--seed', '1')
    twitch = await Remote.of(mock)
  })
  beforeEach(() => fetch(`${mock.url}/units/reset`, { method: 'POST' }))
  afterAll(() => mock.stop())

  const ids = new Set<string>()

  test.each(Array.from({ length: 100 }, (_, n) => n))('test %i finds the world as it was', async () => {
    const { id: broadcaster_id } = twitch.users[0]!
    const token = await twitch.userToken(broadcaster_id, ['channel:manage:polls'])
    const body = { broadcaster_id, title: 'Heads?', choices: [{ title: 'a' }, { title: 'b' }], duration: 15 }
    const { data: polls } = await twitch.helix(token, 'POST', '/polls', body)
    expect(polls).toMatchObject([{ broadcaster_id, title: 'Heads?', status: 'ACTIVE' }])
    ids.add(polls[0].id)
    expect(ids.size).toBe(1)
  })
})
