import { afterAll, describe, expect, test } from 'bun:test'
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Post } from '../../../../src/mock/eventsub/webhook/post.ts'
import { openMock } from '../../../../src/mock/resources/open.ts'
import { createMock } from '../../../../src/mock/server/server.ts'
import { type Received, Receiver, settled, subscribeByApp } from '../../../support/eventsub.ts'
import { nobody, World } from '../../../support/world.ts'

/** https://dev.twitch.tv/docs/eventsub/handling-webhook-events/ */

const ofBroadcaster = { broadcaster_user_id: '1001' }
const online = { type: 'stream.online', condition: ofBroadcaster }

const publish = (world: World, broadcaster_user_id = '1001', event: object = { n: 1 }) =>
  world.mock.eventSub.publish({
    type: 'stream.online',
    version: '1',
    condition: { broadcaster_user_id },
    event,
    at: world.store.now(),
  })

async function subscribed(callback?: string) {
  const world = new World()
  const receiver = new Receiver(world)
  const subscription = await subscribeByApp(world, receiver.transport(callback), online)
  return { world, receiver, subscription }
}

const status = async (world: World): Promise<string> =>
  (await world.asApp().get('/eventsub/subscriptions')).body.data[0].status

/** Moves time, and lets each answer be dealt with. */
async function pass(world: World, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    world.advance(1)
    await settled()
  }
}

function expectSigned({ headers, raw }: Received, secret: string): void {
  const text = headers['Twitch-Eventsub-Message-Id']! + headers['Twitch-Eventsub-Message-Timestamp']! + raw
  const signature = `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`
  expect(headers['Twitch-Eventsub-Message-Signature']).toBe(signature)
}

describe('a callback', () => {
  test('is challenged, and enabled when it answers with the challenge', async () => {
    const { world, receiver, subscription } = await subscribed()
    expect(subscription.status).toBe('webhook_callback_verification_pending')
    const [challenge] = receiver.received
    expectSigned(challenge!, receiver.secret)
    expect(challenge).toMatchObject({
      callback: 'http://localhost:3000/webhook',
      headers: {
        'Content-Type': 'application/json',
        'Twitch-Eventsub-Message-Id': expect.any(String),
        'Twitch-Eventsub-Message-Retry': '0',
        'Twitch-Eventsub-Message-Type': 'webhook_callback_verification',
        'Twitch-Eventsub-Message-Signature': expect.stringMatching(/^sha256=[0-9a-f]{64}$/),
        'Twitch-Eventsub-Message-Timestamp': '2026-01-01T12:00:00.000000000Z',
        'Twitch-Eventsub-Subscription-Type': 'stream.online',
        'Twitch-Eventsub-Subscription-Version': '1',
      },
    })
    expect(challenge!.body).toEqual({ challenge: expect.stringMatching(/^[\w-]{43}$/), subscription })
    expect(await status(world)).toBe('enabled')
  })

  test.each([
    ['another text', 200, () => 'no', 'without the challenge; send the value of "challenge" as the body'],
    ['another status', 204, () => '', '204; answer 200 with the challenge'],
    ['the last status of success', 299, () => '', '299; answer 200 with the challenge'],
    [
      'the first redirect',
      300,
      () => '',
      '300, and redirects are not followed; subscribe with the final URL',
    ],
    ['a redirect', 302, () => '', '302, and redirects are not followed; subscribe with the final URL'],
    ['the last redirect', 399, () => '', '399, and redirects are not followed; subscribe with the final URL'],
    ['a refusal', 400, () => '', '400; answer with a status from 200 to 299'],
    [
      'JSON',
      200,
      (body: string) => body,
      'with JSON instead of the bare challenge; send the challenge alone, as text/plain',
    ],
  ] as const)(
    'that answers the challenge with %s fails, and the log says why',
    async (_, code, body, fault) => {
      const world = new World()
      world.receiver = async (_, message) => ({ status: code, body: body(message.body) })
      await subscribeByApp(
        world,
        { method: 'webhook', callback: 'http://localhost/', secret: 'x'.repeat(10) },
        online,
      )
      expect(await status(world)).toBe('webhook_callback_verification_failed')
      expect(world.warnings).toEqual([
        `EventSub: http://localhost/ failed the verification: answered ${fault}`,
      ])
    },
  )

  test('that does not answer the challenge within 10 seconds fails', async () => {
    const world = new World()
    await subscribeByApp(
      world,
      { method: 'webhook', callback: 'http://localhost/', secret: 'x'.repeat(10) },
      online,
    )
    await pass(world, 9)
    expect(await status(world)).toBe('webhook_callback_verification_pending')
    await pass(world, 1)
    expect(await status(world)).toBe('webhook_callback_verification_failed')
    expect(world.warnings).toEqual([
      'EventSub: http://localhost/ failed the verification: no answer within 10 s; answer first and work afterwards',
    ])
  })

  test('gets nothing before it is verified', async () => {
    const world = new World()
    const receiver = new Receiver(world)
    let verify = () => {}
    const answer = world.receiver
    world.receiver = async (...message) => {
      await new Promise<void>((resolve) => {
        verify = resolve
      })
      return answer(...message)
    }
    await subscribeByApp(world, receiver.transport(), online)
    publish(world)
    verify()
    await settled()
    publish(world, '1001', { n: 2 })
    await settled()
    verify()
    await settled()
    expect(receiver.of('notification').map(({ body }) => body.event.n)).toEqual([2])
  })
})

describe('a challenge that the server ended before', () => {
  const folder = mkdtempSync(join(tmpdir(), 'eventsub-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('is made by the next one', async () => {
    const path = join(folder, 'twitch.db')
    const first = new World({ path })
    const receiver = new Receiver(first)
    await subscribeByApp(first, receiver.transport(), online)
    first.receiver = nobody
    const other = { ...online, condition: { broadcaster_user_id: '1002' } }
    await subscribeByApp(first, receiver.transport(), other)
    first.mock.eventSub.stop()
    await settled()
    const store = openMock({ path })
    const challenged: string[] = []
    const post: Post = async (_, { body }) => {
      challenged.push(JSON.parse(body).subscription.condition.broadcaster_user_id)
      return { status: 200, body: JSON.parse(body).challenge }
    }
    createMock({ store, eventSub: { post } })
    await settled()
    expect(challenged).toEqual(['1002'])
    expect(store.all('SELECT DISTINCT status FROM eventsub_subscriptions')).toEqual([{ status: 'enabled' }])
    store.close()
  })
})

describe('a notification', () => {
  test('is signed and tells the subscription without its secret', async () => {
    const { world, receiver, subscription } = await subscribed()
    publish(world)
    await settled()
    const [notification] = receiver.of('notification')
    expectSigned(notification!, receiver.secret)
    expect(notification!.headers).toMatchObject({
      'Twitch-Eventsub-Message-Type': 'notification',
      'Twitch-Eventsub-Message-Retry': '0',
    })
    expect(notification!.body).toEqual({
      subscription: { ...subscription, status: 'enabled' },
      event: { n: 1 },
    })
  })

  test('of a batched type has a list of events', async () => {
    const { world, receiver } = await subscribed()
    publish(world, '1001', [{ id: 'a', data: {} }])
    await settled()
    expect(receiver.of('notification')[0]!.body.events).toEqual([{ id: 'a', data: {} }])
  })

  test('is sent again after a failure, with the same id, ever later, five times in all', async () => {
    const { world, receiver } = await subscribed()
    const times: number[] = []
    receiver.answer = ({ body }) => {
      if (body.event) times.push((world.store.now().getTime() - Date.parse('2026-01-01T12:00:00Z')) / 1000)
      return 500
    }
    publish(world)
    await settled()
    await pass(world, 300)
    expect(times).toEqual([0, 2, 12, 42, 132])
    const attempts = receiver.of('notification')
    expect(attempts.map(({ headers }) => headers['Twitch-Eventsub-Message-Retry'])).toEqual([
      '0',
      '1',
      '2',
      '3',
      '4',
    ])
    expect(new Set(attempts.map(({ headers }) => headers['Twitch-Eventsub-Message-Id'])).size).toBe(1)
  })

  test('that is accepted at last is not sent again', async () => {
    const { world, receiver } = await subscribed()
    const answers = [500, 404, 200]
    receiver.answer = () => answers.shift()!
    publish(world)
    await settled()
    await pass(world, 300)
    expect(receiver.of('notification')).toHaveLength(3)
    expect(await status(world)).toBe('enabled')
  })

  test('that is not answered within 5 seconds has failed', async () => {
    const { world, receiver } = await subscribed()
    receiver.answer = () => new Promise<number>(() => {})
    publish(world)
    await settled()
    await pass(world, 6)
    expect(receiver.of('notification')).toHaveLength(1)
    await pass(world, 1)
    expect(receiver.of('notification')).toHaveLength(2)
  })

  test('comes in order, ten at a time', async () => {
    const { world, receiver } = await subscribed()
    const release: (() => void)[] = []
    receiver.answer = () => new Promise((resolve) => release.push(() => resolve(204)))
    for (let n = 1; n <= 12; n++) publish(world, '1001', { n })
    const numbers = () => receiver.of('notification').map(({ body }) => body.event.n)
    await settled()
    expect(numbers()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    release[3]!()
    await settled()
    await settled()
    expect(numbers()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  })

  test('to a receiver that hangs does not delay that of another on the same server', async () => {
    const { world, receiver } = await subscribed()
    await subscribeByApp(world, receiver.transport('http://localhost:3000/quick'), online)
    receiver.answer = ({ callback }) => (callback.endsWith('/webhook') ? new Promise<number>(() => {}) : 204)
    for (let n = 1; n <= 30; n++) publish(world)
    for (let turn = 0; turn < 10; turn++) await settled()
    const quick = receiver.of('notification').filter(({ callback }) => callback.endsWith('/quick'))
    expect(quick).toHaveLength(30)
  })

  test('is dropped and counted when ten thousand wait', async () => {
    const { world, receiver } = await subscribed()
    receiver.answer = () => new Promise<number>(() => {})
    for (let n = 0; n < 10_000; n++) publish(world)
    expect(world.warnings).toEqual([])
    for (let n = 0; n < 10; n++) publish(world)
    expect(world.warnings).toEqual([
      'EventSub: 1 message to http://localhost:3000 dropped: its queue is full',
      'EventSub: 10 messages to http://localhost:3000 dropped: its queue is full',
    ])
  })
})

describe('a revocation', () => {
  test('follows too many failures, and nothing follows it', async () => {
    const { world, receiver, subscription } = await subscribed()
    receiver.answer = () => 500
    publish(world)
    await settled()
    await pass(world, 131)
    expect(await status(world)).toBe('enabled')
    receiver.answer = ({ headers }) => (headers['Twitch-Eventsub-Message-Type'] === 'revocation' ? 204 : 500)
    await pass(world, 1)
    expect(await status(world)).toBe('notification_failures_exceeded')
    const revocation = receiver.of('revocation')[0]!
    expect(revocation.body).toEqual({
      subscription: { ...subscription, status: 'notification_failures_exceeded' },
    })
    expectSigned(revocation, receiver.secret)
    publish(world)
    await pass(world, 300)
    expect(receiver.received.at(-1)).toBe(revocation)
    const fault = 'answered 500; answer with a status from 200 to 299'
    expect(world.warnings).toEqual([
      `EventSub: http://localhost:3000/webhook failed a delivery: ${fault}`,
      `EventSub: http://localhost:3000/webhook failed for too long, and gets no more messages: ${fault}`,
    ])
  })

  test('does not follow failures between which something was accepted', async () => {
    const { world, receiver } = await subscribed()
    let n = 0
    receiver.answer = () => (n++ % 4 === 3 ? 204 : 500)
    for (let event = 0; event < 5; event++) publish(world)
    await settled()
    await pass(world, 600)
    expect(await status(world)).toBe('enabled')
  })
})

describe('where callbacks may be', () => {
  const refusalOf = async (world: World, callback: string): Promise<string | undefined> => {
    const transport = { method: 'webhook', callback, secret: 'x'.repeat(10) }
    const { status, body } = await world
      .asApp()
      .post('/eventsub/subscriptions', { ...online, version: '1', transport })
    return status === 202 ? undefined : body.message
  }

  test.each([
    'http://localhost:3000/a?b=c',
    'http://app.localhost/',
    'http://127.0.0.1:81/',
    'http://127.9.9.9/',
    'http://[::1]:8080/',
    'https://localhost/',
  ])('%s: this machine, however', async (callback) => {
    expect(await refusalOf(new World(), callback)).toBeUndefined()
  })

  test.each([
    ['http://example.com/', 'example.com:80'],
    ['https://example.com:8443/', 'example.com:8443'],
    ['http://0.0.0.0/', '0.0.0.0:80'],
    ['http://192.168.0.1/', '192.168.0.1:80'],
    ['http://[::ffff:127.0.0.1]/', '[::ffff:7f00:1]:80'],
    ['http://localhost.example.com/', 'localhost.example.com:80'],
    ['http://bot:3000/', 'bot:3000'],
  ])('not %s, unless %s is allowed', async (callback, host) => {
    expect(await refusalOf(new World(), callback)).toBe(
      `call back must be https protocol, or start the mock server with --allow-callback-host ${host}`,
    )
    expect(await refusalOf(new World({ callbackHosts: [host] }), callback)).toBeUndefined()
  })

  test('a host that is named with a port, at that port alone', async () => {
    const world = new World({ callbackHosts: ['bot.example:3000', 'bot'] })
    expect(await refusalOf(world, 'http://bot.example:3000/')).toBeUndefined()
    expect(await refusalOf(world, 'http://bot.example:3001/')).toContain('bot.example:3001')
    expect(await refusalOf(world, 'http://bot:3001/')).toBeUndefined()
  })

  test('an IPv6 address that is named with or without brackets', async () => {
    for (const host of ['2606:4700::1111', '[2606:4700::1111]']) {
      const world = new World({ callbackHosts: [host] })
      expect(await refusalOf(world, 'https://[2606:4700::1111]/')).toBeUndefined()
    }
  })

  test.each(['ftp://localhost/', 'nowhere'])('not %s', async (callback) => {
    expect(await refusalOf(new World(), callback)).toBe('call back must be https protocol')
  })

  test('hosts that were allowed, by HTTPS', async () => {
    const callback = 'https://example.com/webhook'
    expect(await refusalOf(new World(), callback)).toBe(
      'callback host is not allowed: start the mock server with --allow-callback-host example.com',
    )
    const world = new World({ callbackHosts: ['Example.com'] })
    expect(await refusalOf(world, callback)).toBeUndefined()
    expect(await refusalOf(world, 'https://www.example.com/')).toContain('not allowed')
  })
})
