import { describe, expect, test } from 'bun:test'
import { addVip } from '../../../../src/mock/resources/channels/vips/store.ts'
import { banUser } from '../../../../src/mock/resources/moderation/bans/store.ts'
import { addModerator } from '../../../../src/mock/resources/moderation/moderators/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals, type Refusal } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }
const viewer = { ...ofBroadcaster, user_id: '1003' }
const viewerNamed = { user_id: '1003', user_login: 'viewer', user_name: 'Viewer' }
const otherNamed = { user_id: '1004', user_login: 'other', user_name: 'Other' }

const manager = (world: World) => world.as(world.broadcaster, 'channel:manage:moderators')
const list = (world: World, query = {}) =>
  manager(world).get('/moderation/moderators', { ...ofBroadcaster, ...query })
const appointViewer = (world: World) => addModerator(world.store, '1001', '1003')

const manage = { token: 'user', scopes: ['channel:manage:moderators'], userParam: 'broadcaster_id' } as const
const tooOften =
  'The broadcaster has exceeded the number of requests allowed within a 10-second window. See this ' +
  "endpoint's rate limits."

describeAuthorization(
  'GET /moderation/moderators',
  { ...manage, scopes: ['moderation:read', 'channel:manage:moderators'] },
  () => ({ query: ofBroadcaster }),
)
describeAuthorization('POST /moderation/moderators', manage, () => ({ query: viewer }))
describeAuthorization('DELETE /moderation/moderators', manage, (world) => {
  appointViewer(world)
  return { query: viewer }
})
describeAuthorization(
  'GET /moderation/channels',
  { token: 'user', scopes: ['user:read:moderated_channels'], userParam: 'user_id' },
  () => ({ query: { user_id: '1001' } }),
)

describe('a moderator', () => {
  test('is appointed, listed on both sides, and dismissed', async () => {
    const world = new World()
    const added = world.emitted('moderator.add')
    const removed = world.emitted('moderator.remove')
    const row = { ...viewer, created_at: '2026-01-01T12:00:00Z' }
    const channels = () =>
      world
        .as(world.viewer, 'user:read:moderated_channels')
        .get('/moderation/channels', { user_id: world.viewer.id })

    expect(await manager(world).send('POST', '/moderation/moderators', { query: viewer })).toMatchObject({
      status: 204,
      body: '',
    })
    expect(added).toEqual([row])
    expect((await list(world)).body).toEqual({ data: [viewerNamed], pagination: {} })
    expect((await channels()).body).toEqual({
      data: [{ ...ofBroadcaster, broadcaster_login: 'broadcaster', broadcaster_name: 'Broadcaster' }],
      pagination: {},
    })

    expect((await manager(world).delete('/moderation/moderators', viewer)).status).toBe(204)
    expect(removed).toEqual([row])
    expect((await list(world)).body).toEqual({ data: [], pagination: {} })
    expect((await channels()).body.data).toEqual([])
  })
})

describe('GET /moderation/moderators', () => {
  test('lists in the order of appointment, page by page', async () => {
    const world = new World()
    for (const user of [world.other, world.viewer, world.affiliate]) {
      addModerator(world.store, '1001', user.id)
      world.advance(1)
    }
    const { body: begin } = await list(world, { first: 2 })
    expect(begin.data).toEqual([otherNamed, viewerNamed])
    const { body: end } = await list(world, { first: 2, after: begin.pagination.cursor })
    expect(end.data).toMatchObject([{ user_id: '1002' }])
    expect(end.pagination).toEqual({})
  })

  test('gives the moderators among the given users in the order given', async () => {
    const world = new World()
    addModerator(world.store, '1001', '1003')
    addModerator(world.store, '1001', '1004')
    const { body } = await list(world, { user_id: ['1004', '1002', '1003', '1004'] })
    expect(body).toEqual({ data: [otherNamed, viewerNamed], pagination: {} })
  })
})

describeRefusals('GET /moderation/moderators', { caller: manager, valid: () => ({ query: ofBroadcaster }) }, [
  {
    condition: '400 The broadcaster_id query parameter is required.',
    query: { broadcaster_id: undefined },
    message: 'Missing required parameter "broadcaster_id"',
  },
  {
    condition: '400 (undocumented) more than 100 users',
    query: { user_id: Array(101).fill('1003') },
    message: 'The parameter "user_id" was malformed: there must be at most 100 values',
  },
])

/** Ten times the same within ten seconds, with ten users who are nobody else. */
async function tenTimes(world: World, method: 'POST' | 'DELETE'): Promise<void> {
  for (let n = 0; n < 10; n++) {
    const { id } = world.user(`200${n}`, `Crowd${n}`)
    if (method === 'DELETE') addModerator(world.store, '1001', id)
    await manager(world).send(method, '/moderation/moderators', { query: { ...ofBroadcaster, user_id: id } })
  }
  world.advance(9)
}

const unknownUser: Refusal = {
  condition: '400 The ID in user_id was not found.',
  query: { user_id: '999' },
}

describeRefusals('POST /moderation/moderators', { caller: manager, valid: () => ({ query: viewer }) }, [
  unknownUser,
  {
    condition: "400 The user in user_id is already a moderator in the broadcaster's chat room.",
    arrange: appointViewer,
  },
  {
    condition: "400 The user in user_id cannot become a moderator because they're banned from the channel.",
    arrange: (world) => banUser(world.store, { ...viewer, moderator_id: '1001' }),
  },
  {
    condition:
      '422 The user in user_id is a VIP. To make them a moderator, you must first remove them as a VIP ' +
      '(see Remove Channel VIP).',
    arrange: (world) => addVip(world.store, '1001', '1003'),
  },
  { condition: `429 ${tooOften}`, arrange: (world) => tenTimes(world, 'POST') },
])

describeRefusals(
  'DELETE /moderation/moderators',
  {
    caller: manager,
    valid(world) {
      appointViewer(world)
      return { query: viewer }
    },
  },
  [
    unknownUser,
    {
      condition: "400 The user in user_id is not a moderator in the broadcaster's chat room.",
      query: { user_id: '1004' },
    },
    { condition: `429 ${tooOften}`, arrange: (world) => tenTimes(world, 'DELETE') },
  ],
)

test.each(['POST', 'DELETE'] as const)('after ten seconds the broadcaster may %s again', async (method) => {
  const world = new World()
  if (method === 'DELETE') appointViewer(world)
  await tenTimes(world, method)
  world.advance(1)
  expect((await manager(world).send(method, '/moderation/moderators', { query: viewer })).status).toBe(204)
})
