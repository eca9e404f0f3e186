import { describe, expect, test } from 'bun:test'
import { Receiver, SocketClient, subscribeByApp, subscribeBySocket } from '../../support/eventsub.ts'
import { World } from '../../support/world.ts'

const START = '2026-01-01T12:00:00.000Z'

const world = () => new World({ isMovedByClock: true })

const at = (moment: string, rest: object = {}) => ({
  now: moment,
  frozen: false,
  offset_ms: Date.parse(moment) - Date.parse(START),
  next_timer_at: null,
  ...rest,
})

function poll(world: World, duration: number) {
  const api = world.as(world.broadcaster, 'channel:manage:polls')
  const choices = [{ title: 'a' }, { title: 'b' }]
  return api.post('/polls', { broadcaster_id: '1001', title: 'Heads?', choices, duration })
}

const online = { type: 'stream.online', condition: { broadcaster_user_id: '1001' } }

const clock = (world: World, body?: object) => world.send(body ? 'POST' : 'GET', '/units/clock', { body })

describe('the clock', () => {
  test('tells the time and when the next timer fires', async () => {
    const here = world()
    expect((await clock(here)).body).toEqual(at(START))
    await poll(here, 15)
    expect((await clock(here)).body).toEqual(at(START, { next_timer_at: '2026-01-01T12:00:15.000Z' }))
  })

  test('advances, and lists what fired in order, each at its own moment', async () => {
    const here = world()
    const { id } = (await poll(here, 60)).body.data[0]
    const ended = here.emitted('poll.end')
    const { status, body } = await clock(here, { advance: '5m' })
    expect(status).toBe(200)
    expect(body.fired[0]).toEqual({ timer: 'poll.end', subject: id, at: '2026-01-01T12:01:00.000Z' })
    expect(body).toEqual(at('2026-01-01T12:05:00.000Z', { fired: body.fired }))
    expect(ended).toHaveLength(1)
    const polls = await here
      .as(here.broadcaster, 'channel:read:polls')
      .get('/polls', { broadcaster_id: '1001' })
    expect(polls.body.data[0]).toMatchObject({ status: 'COMPLETED', ended_at: '2026-01-01T12:01:00.000Z' })
  })

  test.each([
    ['90s', '2026-01-01T12:01:30.000Z'],
    ['1h30m', '2026-01-01T13:30:00.000Z'],
    ['250ms', '2026-01-01T12:00:00.250Z'],
    ['0.5h', '2026-01-01T12:30:00.000Z'],
    ['2d', '2026-01-03T12:00:00.000Z'],
    ['0s', START],
  ])('takes %s for a duration', async (advance, now) => {
    expect((await clock(world(), { advance })).body).toEqual(at(now, { fired: [] }))
  })

  test('is set forward and, on purpose, back', async () => {
    const here = world()
    await poll(here, 15)
    const later = await clock(here, { now: '2026-01-01T14:00:00+01:00' })
    expect(later.body.fired).toHaveLength(1)
    expect(later.body.now).toBe('2026-01-01T13:00:00.000Z')
    expect((await clock(here, { now: '2025-12-31T12:00:00Z' })).body).toEqual(
      at('2025-12-31T12:00:00.000Z', { fired: [] }),
    )
  })

  test('stands still while it is frozen, and goes on from there', async () => {
    let time = Date.parse(START)
    const here = new World({ isMovedByClock: true, clock: () => time })
    expect((await clock(here, { freeze: true })).body).toEqual(at(START, { frozen: true, fired: [] }))
    time += 60_000
    expect((await clock(here)).body).toMatchObject({ now: START, frozen: true, offset_ms: -60_000 })
    expect((await clock(here, { advance: '1s' })).body.now).toBe('2026-01-01T12:00:01.000Z')
    await clock(here, { freeze: false })
    time += 1000
    expect((await clock(here)).body).toMatchObject({ now: '2026-01-01T12:00:02.000Z', frozen: false })
  })

  test.each([
    [
      { advance: '-5m' },
      'The clock advances only forward: to set it back, give the time that it is to be as "now".',
    ],
    [{ advance: '5 parsecs' }, '"5 parsecs" is no duration: give one such as 5m or 1h30m.'],
    [{ now: 'noon' }, '"noon" is no time in RFC 3339: give one such as 2026-01-31T12:00:00Z.'],
    [
      { now: '2026-13-01T00:00:00Z' },
      '"2026-13-01T00:00:00Z" is no time in RFC 3339: give one such as 2026-01-31T12:00:00Z.',
    ],
    [{ advance: '9999999d' }, 'The clock cannot go beyond the year 9999.'],
    [{ advance: '1s', now: '2026-01-31T12:00:00Z' }, 'Give either "advance" or "now".'],
    [{}, 'Give "advance", "now" or "freeze".'],
    [{ ahead: '5m' }, 'The parameter "ahead" is unknown: the members are advance, now, freeze, settle.'],
  ])('refuses %j', async (body, message) => {
    const here = world()
    expect(await clock(here, body)).toMatchObject({
      status: 400,
      body: { error: 'Bad Request', status: 400, message },
    })
    expect((await clock(here)).body.now).toBe(START)
  })
})

test('the last moment is the end of the year 9999', async () => {
  const here = world()
  const at = async (now: string) => (await clock(here, { now })).status
  expect(await at('9999-12-31T00:00:00Z')).toBe(200)
  expect(await at('9999-12-31T00:00:00.001Z')).toBe(400)
})

test('what would end after the year 9999 ends with it', async () => {
  const here = world()
  await clock(here, { now: '9999-12-31T00:00:00Z' })
  const ban = { data: { user_id: '1003', duration: 604_800 } }
  const { body } = await here
    .as(here.broadcaster, 'moderator:manage:banned_users')
    .post('/moderation/bans', ban, { broadcaster_id: '1001', moderator_id: '1001' })
  expect(body.data).toMatchObject([
    { user_id: '1003', created_at: '9999-12-31T00:00:00Z', end_time: '9999-12-31T23:59:59Z' },
  ])
})

describe('what goes by the clock', () => {
  test('tokens expire', async () => {
    const here = world()
    const api = here.as(here.viewer)
    expect((await api.get('/users')).status).toBe(200)
    await clock(here, { advance: '5d' })
    expect((await api.get('/users')).status).toBe(401)
  })

  test('Ratelimit-Reset tells its time', async () => {
    const here = world()
    const api = here.as(here.viewer)
    await clock(here, { now: '2026-01-01T13:00:00Z' })
    const reset = Number((await api.get('/users')).headers.get('Ratelimit-Reset'))
    expect(reset).toBe(Date.parse('2026-01-01T13:00:01Z') / 1000)
  })

  test('a WebSocket is sent keepalives, and loses nothing by them', async () => {
    const here = world()
    const client = new SocketClient(here)
    await subscribeBySocket(here, client, here.broadcaster, online)
    client.messages.splice(0)
    await clock(here, { advance: '35s' })
    const sent = client.messages.map(({ metadata }) => [metadata.message_type, metadata.message_timestamp])
    expect(sent).toEqual(
      [10, 20, 30].map((second) => ['session_keepalive', `2026-01-01T12:00:${second}.000000000Z`]),
    )
    expect(client.closed).toBeUndefined()
    await clock(here, { now: '2026-01-01T11:00:00Z' })
    client.messages.splice(0)
    await clock(here, { advance: '5s' })
    expect(client.messages).toHaveLength(1)
  })

  test('a failed delivery is tried again, and settled is when all have been answered', async () => {
    const here = world()
    const receiver = new Receiver(here)
    await subscribeByApp(here, receiver.transport(), online)
    await clock(here, { advance: '1s', settle: true })
    receiver.answer = () => 500
    await here.send('POST', '/units/events', { body: { type: 'stream.online', condition: online.condition } })
    await clock(here, { advance: '3m', settle: true })
    const retries = receiver
      .of('notification')
      .map(({ headers }) => Number(headers['Twitch-Eventsub-Message-Retry']))
    expect(retries).toEqual([0, 1, 2, 3, 4])
  })

  test.each<[string, { name?: string; delay_ms?: number }, string]>([
    ['late', { delay_ms: 3000 }, '2026-01-01T12:00:04.000Z'],
    ['held', { name: 'reorder' }, '2026-01-01T12:00:11.000Z'],
    ['the last before a revocation', { name: 'revocation', delay_ms: 3000 }, '2026-01-01T12:00:04.000Z'],
  ])('settled is when a message that is %s has been answered', async (_, effect, next_attempt_at) => {
    const here = world()
    const receiver = new Receiver(here)
    receiver.answer = () => new Promise((resolve) => setTimeout(() => resolve(204), 5))
    await subscribeByApp(here, receiver.transport(), online)
    await clock(here, { advance: '1s', settle: true })
    const match = { type: 'stream.online' }
    await here.send('POST', '/units/faults', { body: { match, times: 1, effect } })
    await here.send('POST', '/units/events', { body: { type: 'stream.online', condition: online.condition } })
    const pending = await here.send('GET', '/units/deliveries', { query: { status: 'pending' } })
    expect(pending.body.data).toMatchObject([
      { message_type: 'notification', attempts: [], fault: '1', next_attempt_at },
    ])
    await clock(here, { advance: '10s', settle: true })
    const { data } = (await here.send('GET', '/units/deliveries')).body
    const answered = { status: 'delivered', next_attempt_at: null }
    const told = [
      { message_type: 'webhook_callback_verification', ...answered },
      { message_type: 'notification', ...answered },
    ]
    const revoked = effect.name === 'revocation' ? [{ message_type: 'revocation', ...answered }] : []
    expect(data).toMatchObject([...told, ...revoked])
  })

  test('a WebSocket that nobody uses is closed', async () => {
    const here = world()
    const client = new SocketClient(here)
    await clock(here, { advance: '9s' })
    expect(client.closed).toBeUndefined()
    await clock(here, { advance: '1s' })
    expect(client.closed).toEqual({ code: 4003, reason: 'Connection unused' })
  })
})
