import { describe, expect, test } from 'bun:test'
import { insertStream } from '../../../../src/mock/resources/streams/store.ts'
import { blockUser } from '../../../../src/mock/resources/users/blocks/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { uuid, World } from '../../../support/world.ts'

const toAffiliate = { from_broadcaster_id: '1001', to_broadcaster_id: '1002', moderator_id: '1001' }
const toViewer = { ...toAffiliate, to_broadcaster_id: '1003' }

const goLive = (world: World, viewer_count = 860) =>
  insertStream(world.store, { id: '1', user_id: '1001', viewer_count, started_at: '2026-01-01T11:00:00Z' })
const live = (world: World) => {
  goLive(world)
  return { query: toAffiliate }
}
const giver = (world: World) => world.as(world.broadcaster, 'moderator:manage:shoutouts')
const give = (world: World, query = toAffiliate) => giver(world).post('/chat/shoutouts', undefined, query)

describeAuthorization(
  'POST /chat/shoutouts',
  { token: 'user', scopes: ['moderator:manage:shoutouts'], userParam: 'moderator_id' },
  live,
)

describe('POST /chat/shoutouts', () => {
  test('recommends a channel, and tells when the next ones may be given', async () => {
    const world = new World()
    goLive(world)
    const given = world.emitted('shoutout.create')
    expect(await give(world)).toMatchObject({ status: 204, body: '' })
    expect(given).toEqual([
      {
        ...toAffiliate,
        id: uuid(1),
        viewer_count: 860,
        started_at: '2026-01-01T12:00:00.000Z',
        cooldown_ends_at: '2026-01-01T12:02:00.000Z',
        target_cooldown_ends_at: '2026-01-01T13:00:00.000Z',
      },
    ])
  })

  test('may be followed by one for another channel after 2 minutes, for the same after 60', async () => {
    const world = new World({ rateLimit: true })
    goLive(world)
    await give(world)
    world.advance(120)
    expect(await give(world, toViewer)).toMatchObject({ status: 204 })
    world.advance(3480)
    expect(await give(world)).toMatchObject({ status: 204 })
  })
})

describeRefusals('POST /chat/shoutouts', { caller: giver, valid: live }, [
  {
    condition: '400 The from_broadcaster_id query parameter is required.',
    query: { from_broadcaster_id: undefined },
    message: 'Missing required parameter "from_broadcaster_id"',
  },
  {
    condition: '400 The ID in the from_broadcaster_id query parameter is not valid.',
    query: { from_broadcaster_id: 'nobody' },
  },
  {
    condition: '400 The to_broadcaster_id query parameter is required.',
    query: { to_broadcaster_id: undefined },
    message: 'Missing required parameter "to_broadcaster_id"',
  },
  {
    condition: '400 The ID in the to_broadcaster_id query parameter is not valid.',
    query: { to_broadcaster_id: '999' },
  },
  {
    condition: '400 The broadcaster may not give themselves a Shoutout.',
    query: { to_broadcaster_id: '1001' },
  },
  {
    condition: '400 The broadcaster is not streaming live or does not have one or more viewers.',
    arrange: ({ store }) => store.update('streams', { viewer_count: 0 }, { user_id: '1001' }),
  },
  {
    condition: "403 The user in moderator_id is not one of the broadcaster's moderators.",
    query: { from_broadcaster_id: '1002', to_broadcaster_id: '1001' },
  },
  {
    condition: '403 The broadcaster may not send the specified broadcaster a Shoutout.',
    arrange: ({ store }) =>
      blockUser(store, { broadcaster_id: '1002', user_id: '1001', source_context: null, reason: null }),
  },
  {
    condition:
      '429 The broadcaster exceeded the number of Shoutouts they may send within a given window. See the ' +
      "endpoint's Rate Limits.",
    arrange: (world) => give(world, toViewer),
  },
  {
    condition:
      '429 The broadcaster exceeded the number of Shoutouts they may send the same broadcaster within a ' +
      "given window. See the endpoint's Rate Limits.",
    arrange: async (world) => {
      await give(world)
      world.advance(3599)
    },
  },
])

test('a single viewer is enough for a shoutout', async () => {
  const world = new World()
  goLive(world, 1)
  expect((await give(world)).status).toBe(204)
})
