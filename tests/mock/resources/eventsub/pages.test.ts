import { expect, test } from 'bun:test'
import { insertAuthorization, revokeAuthorization } from '../../../../src/mock/resources/accounts/store.ts'
import { Receiver, subscribeByApp } from '../../../support/eventsub.ts'
import { World } from '../../../support/world.ts'

test('subscriptions are listed 100 at a time', async () => {
  const world = new World()
  const api = world.asApp()
  for (let n = 0; n <= 100; n++) {
    const { id } = world.user(String(2000 + n), `User${n}`)
    const transport = { method: 'webhook', callback: 'https://localhost/', secret: '0123456789' }
    const condition = { broadcaster_user_id: id }
    await api.post('/eventsub/subscriptions', { type: 'stream.online', version: '1', condition, transport })
  }
  const first = (await api.get('/eventsub/subscriptions')).body
  expect(first.data).toHaveLength(100)
  const rest = (await api.get('/eventsub/subscriptions', { after: first.pagination.cursor })).body
  expect(rest.data).toHaveLength(1)
  expect(rest.pagination).toEqual({})
})

test('a subscription that was revoked is listed for ten days', async () => {
  const world = new World()
  const polls = { type: 'channel.poll.begin', condition: { broadcaster_user_id: '1001' } }
  insertAuthorization(world.store, {
    client_id: world.client.id,
    user_id: '1001',
    scopes: ['channel:read:polls'],
  })
  await subscribeByApp(world, new Receiver(world).transport(), polls)
  revokeAuthorization(world.store, world.client.id, '1001')
  const listed = async () => (await world.asApp().get('/eventsub/subscriptions')).body.total
  world.advance(10 * 86_400 - 1)
  expect(await listed()).toBe(1)
  world.advance(1)
  expect(await listed()).toBe(0)
})

test('shards are listed 100 at a time', async () => {
  const world = new World()
  const api = world.asApp()
  const { id: conduit_id } = (await api.post('/eventsub/conduits', { shard_count: 101 })).body.data[0]
  const transport = { method: 'webhook', callback: 'https://localhost/', secret: '0123456789' }
  const shards = Array.from({ length: 101 }, (_, n) => ({ id: String(n), transport }))
  expect((await api.patch('/eventsub/conduits/shards', { conduit_id, shards })).status).toBe(202)
  const page = async (after?: string) =>
    (await api.get('/eventsub/conduits/shards', { conduit_id, after })).body
  const first = await page()
  expect(first.data).toHaveLength(100)
  const rest = await page(first.pagination.cursor)
  expect(rest.data).toHaveLength(1)
  expect(rest.pagination).toEqual({})
})
