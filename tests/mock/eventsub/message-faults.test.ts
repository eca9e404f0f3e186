import { describe, expect, test } from 'bun:test'
import { createHmac } from 'node:crypto'
import {
  type Received,
  Receiver,
  SocketClient,
  settled,
  subscribeByApp,
  subscribeBySocket,
} from '../../support/eventsub.ts'
import { World } from '../../support/world.ts'

const updated = { type: 'channel.update', version: '2', condition: { broadcaster_user_id: '1001' } }

const add = async (world: World, fault: object) =>
  (await world.send('POST', '/units/faults', { body: fault })).body
const rename = async (world: World, ...titles: string[]) => {
  const owner = world.as(world.broadcaster, 'channel:manage:broadcast')
  for (const title of titles) await owner.patch('/channels', { title }, { broadcaster_id: '1001' })
  await settled()
}
const journal = async (world: World) => (await world.send('GET', '/units/deliveries')).body.data

async function bySession() {
  const world = new World()
  const client = new SocketClient(world)
  const subscription = await subscribeBySocket(world, client, world.viewer, updated)
  const titles = () => client.of('notification').map(({ payload }) => payload.event.title)
  return { world, client, subscription, titles }
}

async function byCallback() {
  const world = new World()
  const receiver = new Receiver(world)
  const subscription = await subscribeByApp(world, receiver.transport(), updated)
  const titles = () => receiver.of('notification').map(({ body }) => body.event.title)
  return { world, receiver, subscription, titles }
}

function isSigned({ headers, raw }: Received, secret: string): boolean {
  const signed = `${headers['Twitch-Eventsub-Message-Id']}${headers['Twitch-Eventsub-Message-Timestamp']}${raw}`
  const right = createHmac('sha256', secret).update(signed).digest('hex')
  return headers['Twitch-Eventsub-Message-Signature'] === `sha256=${right}`
}

describe.each([
  ['a session', bySession],
  ['a callback', byCallback],
] as const)('a message to %s', (_, arrange) => {
  test('that is dropped is in the journal alone', async () => {
    const { world, titles } = await arrange()
    await add(world, { times: 1, effect: { name: 'drop' } })
    await rename(world, 'One', 'Two')
    expect(titles()).toEqual(['Two'])
    expect(await journal(world)).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ status: 'dropped', reason: 'the fault 1: drop', fault: '1', attempts: [] }),
      ]),
    )
  })

  test('comes twice with one ID', async () => {
    const { world, titles } = await arrange()
    await add(world, { times: 1, match: { type: 'channel.update' }, effect: { name: 'duplicate' } })
    await rename(world, 'One', 'Two')
    expect(titles()).toEqual(['One', 'One', 'Two'])
  })

  test('comes after the next one, or by itself after ten seconds', async () => {
    const { world, titles } = await arrange()
    await add(world, { times: 1, effect: { name: 'reorder' } })
    await rename(world, 'One')
    expect(titles()).toEqual([])
    await rename(world, 'Two', 'Three')
    expect(titles()).toEqual(['Two', 'One', 'Three'])
    await add(world, { times: 1, effect: { name: 'reorder' } })
    await rename(world, 'Four')
    world.advance(9.999)
    await settled()
    expect(titles()).toEqual(['Two', 'One', 'Three'])
    world.advance(0.001)
    await settled()
    expect(titles()).toEqual(['Two', 'One', 'Three', 'Four'])
  })

  test('comes late, by the clock of the mock', async () => {
    const { world, titles } = await arrange()
    await add(world, { times: 1, match: { type: 'channel.update' }, effect: { delay_ms: 3000 } })
    await rename(world, 'One', 'Two')
    world.advance(2)
    await settled()
    expect(titles()).toEqual(['Two'])
    world.advance(1)
    await settled()
    expect(titles()).toEqual(['Two', 'One'])
  })

  test('is the last one, and the end of the subscription is told', async () => {
    const { world, subscription } = await arrange()
    await add(world, { effect: { name: 'revocation' } })
    await rename(world, 'One')
    world.advance(0)
    await settled()
    await rename(world, 'Two')
    expect((await journal(world)).slice(-2)).toMatchObject([
      { message_type: 'notification', payload: { event: { title: 'One' } } },
      {
        message_type: 'revocation',
        status: 'delivered',
        payload: { subscription: { id: subscription.id, status: 'authorization_revoked' } },
      },
    ])
  })
})

describe('by webhook', () => {
  test('a wrong signature is that of the first attempt, which names the fault', async () => {
    const { world, receiver } = await byCallback()
    receiver.answer = (message) => (isSigned(message, receiver.secret) ? 204 : 403)
    await add(world, { times: 1, match: { transport: 'webhook' }, effect: { name: 'wrong_signature' } })
    await rename(world, 'One')
    world.advance(2)
    await settled()
    const notifications = receiver.of('notification')
    expect(notifications.map((message) => isSigned(message, receiver.secret))).toEqual([false, true])
    expect(notifications.map(({ headers }) => headers['X-Mock-Fault'])).toEqual(['1', '1'])
    expect((await journal(world)).at(-1)).toMatchObject({
      status: 'delivered',
      attempts: [{ status: 403 }, { status: 204 }],
    })
  })

  test('an old timestamp is eleven minutes old, and signed', async () => {
    const { world, receiver } = await byCallback()
    await add(world, { effect: { name: 'old_timestamp' } })
    await rename(world, 'One')
    const [message] = receiver.of('notification')
    expect(message!.headers['Twitch-Eventsub-Message-Timestamp']).toStartWith('2026-01-01T11:49:00.')
    expect(isSigned(message!, receiver.secret)).toBe(true)
  })
})

describe('by WebSocket', () => {
  test.each([
    ['close_4000', { code: 4000, reason: 'Internal server error' }],
    ['close_4004', { code: 4004, reason: 'Reconnect grace time expired' }],
    ['close_4007', { code: 4007, reason: 'Invalid reconnect' }],
  ])('%s ends the session instead of the message', async (name, closed) => {
    const { world, client, titles } = await bySession()
    await add(world, { effect: { name } })
    await rename(world, 'One')
    expect([titles(), client.closed]).toEqual([[], closed])
    expect(await journal(world)).toMatchObject([{ status: 'failed', reason: `the fault 1: ${name}` }])
  })

  test('a session is asked to reconnect, and goes on', async () => {
    const { world, client, titles } = await bySession()
    await add(world, { times: 1, effect: { name: 'session_reconnect' } })
    await rename(world, 'One')
    expect(client.types.slice(1)).toEqual(['session_reconnect', 'notification'])
    const [{ payload }] = client.of('session_reconnect')
    const next = new SocketClient(world, payload.session.reconnect_url)
    client.leave()
    await rename(world, 'Two')
    expect([titles(), next.of('notification').map((message) => message.payload.event.title)]).toEqual([
      ['One'],
      ['Two'],
    ])
  })

  test('keepalives are withheld, messages are not', async () => {
    const { world, client, titles } = await bySession()
    await add(world, { times: 2, effect: { name: 'no_keepalive' } })
    for (let turn = 0; turn < 3; turn++) {
      world.advance(10)
      client.pong()
    }
    await rename(world, 'One')
    expect([client.of('session_keepalive').length, titles()]).toEqual([1, ['One']])
  })
})

test('the client, the user and the subscription choose the messages', async () => {
  const { world, subscription, titles } = await bySession()
  for (const match of [{ client_id: 'another' }, { user_id: '1004' }, { subscription_id: 'another' }]) {
    await add(world, { match: { transport: 'websocket', ...match }, effect: { name: 'drop' } })
  }
  await rename(world, 'One')
  await add(world, { match: { subscription_id: subscription.id, user_id: '1001' }, effect: { name: 'drop' } })
  await rename(world, 'Two')
  expect(titles()).toEqual(['One'])
  expect((await world.send('GET', '/units/faults')).body.data.map(({ met }: { met: number }) => met)).toEqual(
    [0, 0, 0, 1],
  )
})

test('the same seed drops the same messages, and requests meet none of these faults', async () => {
  const dropped = async () => {
    const { world, titles } = await bySession()
    await add(world, { probability: 0.5, effect: { name: 'drop' } })
    await rename(world, ...Array.from({ length: 20 }, (_, n) => `Title ${n}`))
    return titles()
  }
  const first = await dropped()
  expect(first.length).toBeGreaterThan(0)
  expect(first.length).toBeLessThan(20)
  expect(await dropped()).toEqual(first)
})

test('a reset forgets what is late', async () => {
  const { world, titles } = await bySession()
  await add(world, { match: { type: 'channel.update' }, effect: { delay_ms: 3000 } })
  await rename(world, 'One')
  await world.send('POST', '/units/reset')
  world.advance(5)
  await settled()
  expect(titles()).toEqual([])
})

const names =
  'drop, duplicate, reorder, old_timestamp, revocation, wrong_signature, session_reconnect, no_keepalive, ' +
  'close_4000, close_4001, close_4002, close_4003, close_4004, close_4005, close_4006, close_4007'

test.each([
  [
    { match: { transport: 'websocket' }, effect: { name: 'wrong_signature' } },
    'The effect wrong_signature does not fit websocket: it fits webhook, conduit.',
  ],
  [
    { match: { operation: 'Get Users' }, effect: { name: 'drop' } },
    'Messages of EventSub have no operation and no path: match them by transport, type, subscription_id, ' +
      'client_id or user_id.',
  ],
  [
    { match: { type: 'channel.folow' }, effect: { name: 'drop' } },
    'There is no subscription type "channel.folow": the nearest is "channel.follow".',
  ],
  [
    { match: { transport: 'webhook' }, effect: { status: 500 } },
    `The effect "status" is one of answers: messages of EventSub take "delay_ms", or one of ${names} as "name".`,
  ],
  [
    { match: { transport: 'webhook' }, effect: { name: 'slow_down' } },
    `The effect slow_down is one of answers: messages of EventSub take "delay_ms", or one of ${names} as "name".`,
  ],
  [
    { match: { type: 'channel.follow' }, effect: { name: 'no_keepalive' } },
    'A keepalive is of a session, not of a subscription: match it by transport alone.',
  ],
  [
    { effect: { name: 'no_keepalive', delay_ms: 5 } },
    'A keepalive that is withheld has no delay: leave "delay_ms" out.',
  ],
])('%j is refused', async (fault, message) => {
  expect(await new World().send('POST', '/units/faults', { body: fault })).toMatchObject({
    status: 400,
    body: { error: 'Bad Request', status: 400, message },
  })
})
