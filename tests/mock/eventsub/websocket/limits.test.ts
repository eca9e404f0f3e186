import { describe, expect, test } from 'bun:test'
import { SocketClient, subscribeBySocket } from '../../../support/eventsub.ts'
import { World } from '../../../support/world.ts'

describe('a session', () => {
  test('takes 300 subscriptions, and refuses the next', async () => {
    const world = new World()
    const client = new SocketClient(world)
    const chatOf = (broadcaster_user_id: string) => ({
      type: 'channel.chat.message',
      condition: { broadcaster_user_id, user_id: '1003' },
    })
    const subscribe = (broadcaster_id: string) =>
      subscribeBySocket(world, client, world.viewer, chatOf(broadcaster_id), 'user:read:chat')
    for (let n = 0; n <= 300; n++) world.user(String(2000 + n), `User${n}`)
    for (let n = 0; n < 300; n++) await subscribe(String(2000 + n))
    expect(await subscribe('2300').catch(({ message }) => JSON.parse(message))).toEqual({
      error: 'Too Many Requests',
      status: 429,
      message: 'number of subscriptions per websocket transport limit exceeded',
    })
  })

  test('is pinged every ten seconds', async () => {
    const world = new World()
    const client = new SocketClient(world)
    const online = { type: 'stream.online', condition: { broadcaster_user_id: '1001' } }
    await subscribeBySocket(world, client, world.viewer, online)
    world.advance(9.999)
    expect(client.pings).toBe(0)
    world.advance(0.001)
    expect(client.pings).toBe(1)
  })
})
