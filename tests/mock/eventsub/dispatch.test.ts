import { describe, expect, test } from 'bun:test'
import { SocketClient, subscribeBySocket } from '../../support/eventsub.ts'
import { World } from '../../support/world.ts'

const raid = (condition: Record<string, string>) => ({ type: 'channel.raid', condition })

function announceRaid(world: World, from: string, to: string): void {
  world.mock.eventSub.publish({
    type: 'channel.raid',
    version: '1',
    condition: { from_broadcaster_user_id: from, to_broadcaster_user_id: to },
    event: { from, to },
    at: world.store.now(),
  })
}

const raids = (client: SocketClient): string[] =>
  client.of('notification').map(({ payload: { event } }) => `${event.from}→${event.to}`)

describe('an announcement', () => {
  test('reaches each subscription whose condition it fits, once', async () => {
    const world = new World()
    const [from, to, both] = [new SocketClient(world), new SocketClient(world), new SocketClient(world)]
    const { viewer } = world
    await subscribeBySocket(world, from, viewer, raid({ from_broadcaster_user_id: '1001' }))
    await subscribeBySocket(world, to, viewer, raid({ to_broadcaster_user_id: '1002' }))
    await subscribeBySocket(
      world,
      both,
      viewer,
      raid({ from_broadcaster_user_id: '1001', to_broadcaster_user_id: '1002' }),
    )
    announceRaid(world, '1001', '1002')
    announceRaid(world, '1001', '1004')
    announceRaid(world, '1004', '1002')
    announceRaid(world, '1002', '1001')
    expect(raids(from)).toEqual(['1001→1002', '1001→1004'])
    expect(raids(to)).toEqual(['1001→1002', '1004→1002'])
    expect(raids(both)).toEqual(['1001→1002'])
  })

  test('is looked up, not searched for', () => {
    const plan = new World().store.all<{ detail: string }>(
      `EXPLAIN QUERY PLAN SELECT id FROM eventsub_subscriptions
       WHERE type = 'a' AND subject IN (SELECT value FROM json_each('["1"]')) AND status = 'enabled'`,
    )
    expect(plan[0]!.detail).toBe(
      'SEARCH eventsub_subscriptions USING INDEX eventsub_subscriptions_subject (type=? AND subject=? AND status=?)',
    )
  })

  test('of a write comes after its answer is certain, and once', async () => {
    const world = new World()
    const client = new SocketClient(world)
    const polls = { type: 'channel.poll.end', condition: { broadcaster_user_id: '1001' } }
    await subscribeBySocket(world, client, world.broadcaster, polls, 'channel:read:polls')
    const api = world.as(world.broadcaster, 'channel:manage:polls')
    const wanted = {
      broadcaster_id: '1001',
      title: 'Heads?',
      duration: 60,
      choices: [{ title: 'a' }, { title: 'b' }],
    }
    const { body } = await api.post('/polls', wanted)
    await api.patch('/polls', { broadcaster_id: '1001', id: body.data[0].id, status: 'TERMINATED' })
    const again = await api.patch('/polls', {
      broadcaster_id: '1001',
      id: body.data[0].id,
      status: 'TERMINATED',
    })
    expect(again.status).toBe(400)
    expect(client.of('notification').map(({ payload }) => payload.event.status)).toEqual(['terminated'])
  })

  test('of what ends by itself comes by the passing of time alone', async () => {
    const world = new World()
    const client = new SocketClient(world)
    const polls = { type: 'channel.poll.end', condition: { broadcaster_user_id: '1001' } }
    await subscribeBySocket(world, client, world.broadcaster, polls, 'channel:read:polls')
    const wanted = {
      broadcaster_id: '1001',
      title: 'Heads?',
      duration: 15,
      choices: [{ title: 'a' }, { title: 'b' }],
    }
    await world.as(world.broadcaster, 'channel:manage:polls').post('/polls', wanted)
    world.advance(15)
    expect(client.of('notification').map(({ payload }) => payload.event.status)).toEqual(['completed'])
  })
})
