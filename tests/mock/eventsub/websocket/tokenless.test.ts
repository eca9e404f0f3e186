import { expect, test } from 'bun:test'
import { SocketClient } from '../../../support/eventsub.ts'
import { World } from '../../../support/world.ts'

/** https://dev.twitch.tv/docs/cli/websocket-event-command/#simulate-subscribing-to-mock-eventsub */

const PATH = '/eventsub/subscriptions'

function tokenless() {
  const world = new World({ takesTokenless: true })
  const client = new SocketClient(world)
  const transport = { method: 'websocket', session_id: client.sessionId }
  const wanted = {
    type: 'channel.ban',
    version: '1',
    condition: { broadcaster_user_id: '1001' },
    transport,
  }
  const send = (method: string, body?: object, headers = { 'Client-Id': 'of-nobody' }) =>
    world.send(method, PATH, { body, headers })
  const remove = (id: string) =>
    world.send('DELETE', PATH, { query: { id }, headers: { 'Client-Id': 'of-nobody' } })
  return { world, client, wanted, send, remove }
}

test('who names a client subscribes, lists, gets events and deletes without a token', async () => {
  const { world, client, wanted, send, remove } = tokenless()
  const made = await send('POST', wanted)
  const { id } = made.body.data[0]
  const moment = '2026-01-01T12:00:00.000000000Z'
  const subscription = {
    ...wanted,
    id,
    status: 'enabled',
    created_at: moment,
    transport: { ...wanted.transport, connected_at: moment },
    cost: 0,
  }
  const totals = { total: 1, total_cost: 0, max_total_cost: 10 }
  expect(made).toMatchObject({ status: 202, body: { data: [subscription], ...totals } })
  expect((await send('GET')).body).toEqual({ data: [subscription], pagination: {}, ...totals })
  const event = { type: 'channel.ban', condition: { broadcaster_user_id: '1001' } }
  await world.send('POST', '/units/events', { body: event })
  world.advance(1)
  expect(client.of('notification').map(({ payload }) => payload.subscription.id)).toEqual([id])
  expect((await remove(id)).status).toBe(204)
  expect((await send('GET')).body.data).toEqual([])
})

test.each([
  [{ headers: {} }, 401, 'Client-Id header required'],
  [
    { body: { transport: { method: 'webhook', session_id: 'x' } } },
    400,
    "The value specified in the 'method'",
  ],
  [{ body: { version: '9' } }, 400, 'The combination of values in the type and version fields is not valid'],
  [{ body: { transport: { method: 'websocket', session_id: 'x' } } }, 400, 'non-existent session_id'],
  [{ body: { type: undefined } }, 400, '"type"'],
])(
  '%j is refused with %i',
  async ({ headers, body }: { headers?: object; body?: object }, status, message) => {
    const { wanted, send } = tokenless()
    const reply = await send('POST', { ...wanted, ...body }, headers as { 'Client-Id': string })
    expect(reply).toMatchObject({ status, body: { status, message: expect.stringContaining(message) } })
  },
)

test('subscriptions are listed a hundred at a time', async () => {
  const { world, wanted, send } = tokenless()
  for (let n = 0; n <= 100; n++) {
    const condition = { broadcaster_user_id: String(1001 + n) }
    expect((await send('POST', { ...wanted, condition })).status).toBe(202)
  }
  const { data, pagination, total } = (await send('GET')).body
  expect([data.length, total]).toEqual([100, 101])
  const headers = { 'Client-Id': 'of-nobody' }
  const rest = await world.send('GET', PATH, { query: { after: pagination.cursor }, headers })
  expect(rest.body.data).toHaveLength(1)
})

test('the same again is a conflict, and what is not there is not found', async () => {
  const { wanted, send, remove } = tokenless()
  await send('POST', wanted)
  expect((await send('POST', wanted)).status).toBe(409)
  expect((await remove('none')).status).toBe(404)
})

test('who has a token is as on Twitch, and elsewhere nobody goes without', async () => {
  const { world } = tokenless()
  const { body } = await world.as(world.broadcaster).get('/eventsub/subscriptions')
  expect(body).toEqual({ data: [], pagination: {}, total: 0, total_cost: 0, max_total_cost: 10 })
  const strict = await new World().send('GET', PATH, { headers: { 'Client-Id': 'a' } })
  expect(strict.status).toBe(401)
})
