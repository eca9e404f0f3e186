import { describe, expect, test } from 'bun:test'
import { insertEditor } from '../src/mock/resources/channels/editors/store.ts'
import { insertSegment } from '../src/mock/resources/schedule/store.ts'
import { fuzz } from './support/fuzz/fuzz.ts'
import { World } from './support/world.ts'

const COUNT = 2_000

test(`${COUNT} malformed requests are answered as documented`, async () => {
  const seed = Number(process.env.SEED ?? crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1)
  console.log(`SEED=${seed}`)
  const { sent, failures } = await fuzz({ seed, count: COUNT })
  expect(failures.map(({ fault, exact }) => ({ fault, exact }))).toEqual([])
  expect(sent).toBe(COUNT)
}, 60_000)

/** What the fuzzer found, each with the request that showed it. */
describe('once a fault, now a refusal', () => {
  const both = { broadcaster_id: '1001', user_id: '1003' }
  const cursor = (key: unknown[]) => Buffer.from(JSON.stringify([key, key])).toString('base64url')

  test.each<[string, unknown[]]>([
    ['a number for a time, which went through centuries of weeks', [737, '72958835930']],
    ['no time at all', ['157313466', '581719825']],
    ['a time that no list reaches', ['9999-01-01T00:00:00Z', '']],
  ])('a cursor of the schedule that holds %s', async (_, key) => {
    const world = new World()
    insertSegment(world.store, {
      id: 'a',
      broadcaster_id: '1001',
      start_time: '2026-01-02T12:00:00Z',
      timezone: 'Europe/Berlin',
      duration: 60,
      is_recurring: true,
      title: '',
      category_id: null,
      canceled: [],
      updated_at: '2026-01-01T12:00:00Z',
    })
    const reply = await world.asApp().get('/schedule', { broadcaster_id: '1001', after: cursor(key) })
    expect(reply).toMatchObject({ status: 400, body: { message: 'Invalid cursor.' } })
  })

  test('a broadcast at the end of the calendar, which went on for thousands of years', async () => {
    const world = new World()
    const segments = ['2026-01-02T12:00:00Z', '9999-12-31T23:59:59Z'].map((start_time) => ({
      start_time,
      timezone: 'Europe/Berlin',
      duration: 30,
      is_recurring: true,
    }))
    const api = world.as(world.broadcaster, 'channel:manage:schedule')
    for (const segment of segments) {
      const reply = await api.post('/schedule/segment', segment, { broadcaster_id: '1001' })
      expect(reply.status).toBe(200)
    }
    const { body } = await api.get('/schedule', {
      broadcaster_id: '1001',
      start_time: '9999-12-31T00:00:00Z',
    })
    expect(body.data.segments).toMatchObject([{ start_time: '9999-12-31T12:00:00Z' }])
  })

  test('a path that cannot be decoded', async () => {
    expect(await new World().send('GET', '/mock/clips/downloads/%')).toMatchObject({ status: 404 })
  })

  test.each(['null', '[]', '"text"', '7'])('the body %s where a query may do', async (body) => {
    const world = new World()
    const reply = await world.as(world.broadcaster, 'user:write:chat').post('/chat/messages', body)
    expect(reply).toMatchObject({ status: 400, body: { message: 'The request body must be a JSON object.' } })
  })

  test('a whole number that a database cannot hold', async () => {
    const body = { broadcaster_id: '1001', type: 'follower', target_amount: 1e20 }
    const reply = await new World().send('POST', '/units/goals', { body })
    expect(reply).toMatchObject({
      status: 400,
      body: {
        message:
          'The parameter "target_amount" was malformed: the value must be less than or equal to 9007199254740991',
      },
    })
  })

  test('an editor who is one already', async () => {
    const world = new World()
    insertEditor(world.store, { ...both, created_at: '2026-01-01T12:00:00Z' })
    expect((await world.send('POST', '/units/editors', { body: both })).status).toBe(409)
  })

  test('a gift from nobody', async () => {
    const body = { ...both, gifter_id: '9' }
    expect((await new World().send('POST', '/units/subscriptions', { body })).status).toBe(404)
  })

  test('a page of the reference that there is not', async () => {
    expect(await new World().send('GET', '/docs/nothing')).toMatchObject({
      status: 404,
      body: { error: 'Not Found', status: 404, message: 'There is no such page: see /docs.' },
    })
  })
})
