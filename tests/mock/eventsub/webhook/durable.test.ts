import { afterAll, describe, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Post } from '../../../../src/mock/eventsub/webhook/post.ts'
import { openMock } from '../../../../src/mock/resources/open.ts'
import { createMock } from '../../../../src/mock/server/server.ts'
import { Receiver, settled, subscribeByApp } from '../../../support/eventsub.ts'
import { HandScheduler } from '../../../support/scheduler.ts'
import { nobody, World } from '../../../support/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'durable-'))
afterAll(() => rmSync(folder, { recursive: true }))

const update = { type: 'channel.update', version: '2', condition: { broadcaster_user_id: '1001' } }

/** A world in a file, with a callback that hears of titles. */
async function subscribed(path = ':memory:') {
  const world = new World({ path })
  const receiver = new Receiver(world)
  const subscription = await subscribeByApp(world, receiver.transport(), update)
  const api = world.as(world.broadcaster, 'channel:manage:broadcast')
  const rename = (title: string) => api.patch('/channels', { title }, { broadcaster_id: '1001' })
  const deliveries = async () => {
    const query = { message_type: 'notification' }
    return (await world.send('GET', '/units/deliveries', { query })).body.data
  }
  return { world, receiver, subscription, rename, deliveries }
}

describe('a webhook message', () => {
  test('is listed with who gets it and each attempt with its answer', async () => {
    const { world, receiver, subscription, rename, deliveries } = await subscribed()
    const answers = [500, 204]
    receiver.answer = () => answers.shift()!
    await rename('New')
    await settled()
    const transport = { method: 'webhook', callback: 'http://localhost:3000/webhook' }
    const listed = {
      id: 2,
      at: '2026-01-01T12:00:00.000Z',
      message_id: receiver.of('notification')[0]!.headers['Twitch-Eventsub-Message-Id'],
      message_type: 'notification',
      message_timestamp: '2026-01-01T12:00:00.000000000Z',
      subscription_id: subscription.id,
      type: 'channel.update',
      version: '2',
      condition: { broadcaster_user_id: '1001' },
      client_id: world.client.id,
      user_id: null,
      transport,
      fault: null,
      payload: receiver.of('notification')[0]!.body,
    }
    const failed = {
      at: '2026-01-01T12:00:00.000Z',
      transport,
      status: 500,
      error: 'answered 500; answer with a status from 200 to 299',
      duration_ms: expect.any(Number),
    }
    const pending = { status: 'pending', reason: null, next_attempt_at: '2026-01-01T12:00:02.000Z' }
    expect(await deliveries()).toEqual([{ ...listed, ...pending, attempts: [failed] }])
    world.advance(2)
    await settled()
    const accepted = { ...failed, at: '2026-01-01T12:00:02.000Z', status: 204, error: null }
    const delivered = { status: 'delivered', reason: null, next_attempt_at: null }
    expect(await deliveries()).toEqual([{ ...listed, ...delivered, attempts: [failed, accepted] }])
  })

  test('that nobody answers is given up after five attempts', async () => {
    const { world, rename, deliveries } = await subscribed()
    world.receiver = nobody
    await rename('New')
    for (let second = 0; second < 300; second++) {
      await settled()
      world.advance(1)
    }
    const [{ status, reason, attempts }] = await deliveries()
    const late = 'no answer within 5 s; answer first and work afterwards'
    expect({ status, reason, attempts: attempts.length }).toEqual({
      status: 'failed',
      reason: late,
      attempts: 5,
    })
    expect(attempts[4]).toMatchObject({ status: null, error: late })
  })

  test('of a subscription that is deleted meanwhile is dropped', async () => {
    const { world, receiver, subscription, rename, deliveries } = await subscribed()
    receiver.answer = () => 500
    await rename('New')
    await settled()
    await world.asApp().delete('/eventsub/subscriptions', { id: subscription.id })
    world.advance(2)
    await settled()
    expect(await deliveries()).toMatchObject([
      { status: 'dropped', reason: 'its recipient is gone', attempts: [{ status: 500 }] },
    ])
    expect(receiver.of('notification')).toHaveLength(1)
  })

  test('is in the file with the write that causes it, or neither is', async () => {
    const { world, rename, receiver } = await subscribed()
    world.store.db.run('CREATE TABLE broken (id TEXT REFERENCES users DEFERRABLE INITIALLY DEFERRED)')
    world.store.db.run(
      `CREATE TRIGGER breaking AFTER INSERT ON eventsub_deliveries
       BEGIN INSERT INTO broken VALUES ('nobody'); END`,
    )
    await expect(rename('New')).rejects.toThrow('FOREIGN KEY constraint failed')
    await settled()
    expect(world.store.all('SELECT id FROM eventsub_deliveries')).toEqual([])
    expect(world.store.get("SELECT title FROM channels WHERE broadcaster_id = '1001'")).toEqual({ title: '' })
    expect(receiver.of('notification')).toEqual([])
  })

  test('is in the file until it is accepted or given up', async () => {
    const { world, receiver, rename } = await subscribed()
    const answers = [500, 204]
    receiver.answer = () => answers.shift()!
    const kept = () => world.store.all('SELECT number FROM eventsub_deliveries').length
    await rename('New')
    await settled()
    expect(kept()).toBe(1)
    world.advance(2)
    await settled()
    expect(kept()).toBe(0)
  })
})

describe('the messages that a server left', () => {
  /** The next server of a file: what it sends, and how to move its time. */
  function next(path: string, time: number, answer = 204) {
    let now = time
    const scheduler = new HandScheduler(() => now)
    const sent: string[] = []
    const post: Post = async (_, { headers, body }) => {
      const retry = headers['Twitch-Eventsub-Message-Retry']
      sent.push(`${headers['Twitch-Eventsub-Message-Id']} ${retry} ${JSON.parse(body).event.title}`)
      return { status: answer, body: '' }
    }
    const store = openMock({ path, clock: () => now })
    const mock = createMock({ store, eventSub: { post, scheduler } })
    const advance = (milliseconds: number) => {
      now += milliseconds
      scheduler.run()
    }
    return { store, mock, sent, advance }
  }

  test('are sent by the next one, with the same IDs, in their order', async () => {
    const path = join(folder, 'left.db')
    const { world, receiver, rename } = await subscribed(path)
    world.receiver = nobody
    for (let n = 1; n <= 15; n++) await rename(`Title ${n}`)
    const ids = world.store.all<{ id: string }>('SELECT id FROM eventsub_deliveries ORDER BY number')
    world.mock.eventSub.stop()
    await settled()
    expect(receiver.of('notification')).toEqual([])
    const { store, mock, sent } = next(path, world.store.now().getTime())
    const listed = async () => {
      const answer = await mock.fetch(new Request('http://localhost/units/deliveries'))
      const { data } = (await answer.json()) as { data: { message_id: string; status: string }[] }
      return data.map(({ message_id, status }) => `${message_id} ${status}`)
    }
    expect(await listed()).toEqual(ids.map(({ id }) => `${id} pending`))
    for (let turn = 0; turn < 10; turn++) await settled()
    expect(await listed()).toEqual(ids.map(({ id }) => `${id} delivered`))
    expect(sent).toEqual(ids.map(({ id }, index) => `${id} 0 Title ${index + 1}`))
    expect(await mock.eventSub.drain(1000)).toBe(0)
    store.close()
  })

  test('are retried when it is time', async () => {
    const path = join(folder, 'retried.db')
    const { world, receiver, rename } = await subscribed(path)
    receiver.answer = () => 500
    await rename('Title')
    await settled()
    const [{ id }] = world.store.all<{ id: string }>('SELECT id FROM eventsub_deliveries') as [{ id: string }]
    world.mock.eventSub.stop()
    const { store, sent, advance } = next(path, world.store.now().getTime() + 500)
    await settled()
    advance(1499)
    await settled()
    expect(sent).toEqual([])
    advance(1)
    await settled()
    expect(sent).toEqual([`${id} 1 Title`])
    store.close()
  })

  test('are counted when it stops', async () => {
    const { world, receiver, rename } = await subscribed()
    receiver.answer = () => 500
    await rename('Title')
    await settled()
    expect(await world.mock.eventSub.drain(1000)).toBe(1)
  })
})
