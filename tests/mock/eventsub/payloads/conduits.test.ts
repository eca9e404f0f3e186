import { expect, test } from 'bun:test'
import { createSession, endSession } from '../../../../src/mock/resources/eventsub/sessions/store.ts'
import { announcedBy } from '../../../support/published.ts'
import { World } from '../../../support/world.ts'

test('a shard whose session ends is told of to its client', async () => {
  const world = new World()
  const app = world.asApp()
  const created = await app.post('/eventsub/conduits', { shard_count: 1 })
  const conduit_id: string = created.body.data[0].id
  const { id: session_id } = createSession(world.store)
  const told = announcedBy(world)
  const shards = [{ id: '0', transport: { method: 'websocket', session_id } }]
  await app.patch('/eventsub/conduits/shards', { conduit_id, shards })
  expect(told).toEqual([])
  world.advance(60)
  endSession(world.store, session_id, 'websocket_disconnected')
  expect(told).toEqual([
    {
      type: 'conduit.shard.disabled',
      version: '1',
      condition: { client_id: world.client.id, conduit_id },
      event: {
        conduit_id,
        shard_id: '0',
        status: 'websocket_disconnected',
        transport: {
          method: 'websocket',
          callback: null,
          session_id,
          connected_at: '2026-01-01T12:00:00.000000000Z',
          disconnected_at: '2026-01-01T12:01:00.000000000Z',
        },
      },
    },
  ])
})
