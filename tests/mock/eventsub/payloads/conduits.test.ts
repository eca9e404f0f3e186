import { expect, test } from 'bun:test'
import {
  createEventSubSession,
  endEventSubSession,
} from '../../../../src/mock/resources/eventsub/sessions/store.ts'
import { publishedBy } from '../../../support/published.ts'
import { World } from '../../../support/world.ts'

test('a shard whose session ends is published to its client', async () => {
  const world = new World()
  const app = world.asApp()
  const created = await app.post('/eventsub/conduits', { shard_count: 1 })
  const conduit_id: string = created.body.data[0].id
  const { id: session_id } = createEventSubSession(world.store)
  const published = publishedBy(world)
  const shards = [{ id: '0', transport: { method: 'websocket', session_id } }]
  await app.patch('/eventsub/conduits/shards', { conduit_id, shards })
  expect(published).toEqual([])
  world.advance(60)
  endEventSubSession(world.store, session_id, 'websocket_disconnected')
  expect(published).toEqual([
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
