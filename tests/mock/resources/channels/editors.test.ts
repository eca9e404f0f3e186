import { describe, expect, test } from 'bun:test'
import { insertEditor } from '../../../../src/mock/resources/channels/editors/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }

const reader = (world: World) => world.as(world.broadcaster, 'channel:read:editors')

describeAuthorization(
  'GET /channels/editors',
  { token: 'user', scopes: ['channel:read:editors'], userParam: 'broadcaster_id' },
  () => ({ query: ofBroadcaster }),
)

describe('GET /channels/editors', () => {
  test("tells the channel's editors, the newest first", async () => {
    const world = new World()
    const appoint = (broadcaster_id: string, user_id: string, created_at: string) =>
      insertEditor(world.store, { broadcaster_id, user_id, created_at })
    appoint('1001', '1003', '2024-02-15T21:19:50.380Z')
    appoint('1001', '1004', '2025-03-07T16:28:29.872Z')
    appoint('1002', '1001', '2025-03-07T16:28:29.872Z')
    const reply = await reader(world).get('/channels/editors', ofBroadcaster)
    expect(reply.body).toEqual({
      data: [
        { user_id: '1004', user_name: 'Other', created_at: '2025-03-07T16:28:29.872Z' },
        { user_id: '1003', user_name: 'Viewer', created_at: '2024-02-15T21:19:50.380Z' },
      ],
    })
  })
})

describeRefusals('GET /channels/editors', { caller: reader, valid: () => ({ query: ofBroadcaster }) }, [
  {
    condition: '400 The broadcaster_id query parameter is required.',
    query: { broadcaster_id: undefined },
    message: 'Missing required parameter "broadcaster_id"',
  },
])
