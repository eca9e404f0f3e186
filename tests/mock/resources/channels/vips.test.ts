import { describe, expect, test } from 'bun:test'
import { createFollow } from '../../../../src/mock/resources/channels/follows/store.ts'
import { insertVip } from '../../../../src/mock/resources/channels/vips/store.ts'
import { banUser } from '../../../../src/mock/resources/moderation/bans/store.ts'
import { blockUser } from '../../../../src/mock/resources/users/blocks/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }
const candidate = { ...ofBroadcaster, user_id: '1003' }
const since = '2026-01-01T12:00:00Z'

const viewer = { user_id: '1003', user_name: 'Viewer', user_login: 'viewer' }
const other = { user_id: '1004', user_name: 'Other', user_login: 'other' }

const manager = (world: World) => world.as(world.broadcaster, 'channel:manage:vips')
const add = (world: World, user_id = '1003') =>
  manager(world).post('/channels/vips', undefined, { ...ofBroadcaster, user_id })
const listed = async (world: World, query: object = {}) =>
  (await manager(world).get('/channels/vips', { ...ofBroadcaster, ...query })).body
const makeModerator = (world: World, user_id: string) =>
  world.store.insert('moderators', { ...ofBroadcaster, user_id, created_at: since })

/** Adds so many VIPs with IDs from 2000 on, or users who may become ones. */
const crowd = (world: World, size: number, enter: (user_id: string) => void) => {
  for (let id = 2000; id < 2000 + size; id++) enter(world.user(String(id), `Fan${id}`).id)
}

describeAuthorization(
  'GET /channels/vips',
  { token: 'user', scopes: ['channel:read:vips', 'channel:manage:vips'], userParam: 'broadcaster_id' },
  () => ({ query: ofBroadcaster }),
)
describeAuthorization(
  'POST /channels/vips',
  { token: 'user', scopes: ['channel:manage:vips'], userParam: 'broadcaster_id' },
  () => ({ query: candidate }),
)
describeAuthorization(
  'DELETE /channels/vips',
  { token: 'user', scopes: ['channel:manage:vips'], userParam: 'broadcaster_id' },
  async (world) => {
    await add(world)
    return { query: candidate }
  },
)

describe('/channels/vips', () => {
  test('adds and removes, which is published and listed', async () => {
    const world = new World()
    const added = world.emitted('vip.add')
    const removed = world.emitted('vip.remove')
    expect(await add(world)).toMatchObject({ status: 204, body: '' })
    expect(await listed(world)).toEqual({ data: [viewer], pagination: {} })
    const reply = await manager(world).delete('/channels/vips', candidate)
    expect(reply).toMatchObject({ status: 204, body: '' })
    expect(await listed(world)).toEqual({ data: [], pagination: {} })
    const vip = { ...candidate, created_at: since }
    expect([added, removed]).toEqual([[vip], [vip]])
  })

  test('lists in the order of the appointments, page by page, or only the given users', async () => {
    const world = new World()
    await add(world, '1004')
    world.advance(1)
    await add(world, '1003')
    const oldest = await listed(world, { first: 1 })
    expect(oldest).toEqual({ data: [other], pagination: { cursor: expect.any(String) } })
    const newest = await listed(world, { first: 1, after: oldest.pagination.cursor })
    expect(newest).toEqual({ data: [viewer], pagination: {} })
    const chosen = await listed(world, { user_id: ['1003', '1002', '9999'] })
    expect(chosen).toEqual({ data: [viewer], pagination: {} })
  })

  test('lets a VIP give up the status', async () => {
    const world = new World()
    await add(world)
    const vip = world.as(world.viewer, 'channel:manage:vips')
    expect((await vip.delete('/channels/vips', candidate)).status).toBe(204)
    expect(await listed(world)).toEqual({ data: [], pagination: {} })
  })

  test('lets who has 50 followers assign VIPs, and ten of them in ten seconds', async () => {
    const world = new World()
    crowd(world, 50, (user_id) => createFollow(world.store, { broadcaster_id: '1003', user_id }))
    const api = world.as(world.viewer, 'channel:manage:vips')
    const statuses: number[] = []
    for (let id = 2000; id < 2011; id++) {
      if (id === 2010) world.advance(10)
      const reply = await api.post('/channels/vips', undefined, { broadcaster_id: '1003', user_id: id })
      statuses.push(reply.status)
    }
    expect(statuses).toEqual([...Array(10).fill(204), 409])
  })
})

describe('a banned user', () => {
  test('does not become a VIP until the timeout is over', async () => {
    const world = new World()
    banUser(world.store, { ...candidate, moderator_id: '1001', duration: 60 })
    expect((await add(world)).status).toBe(400)
    world.advance(60)
    expect((await add(world)).status).toBe(204)
  })
})

describeRefusals('GET /channels/vips', { caller: manager, valid: () => ({ query: ofBroadcaster }) }, [
  {
    condition: '400 The broadcaster_id query parameter is required.',
    query: { broadcaster_id: undefined },
    message: 'Missing required parameter "broadcaster_id"',
  },
  { condition: '400 The ID in the user_id query parameter is not valid.', query: { user_id: 'nope' } },
  {
    condition: '400 The number of user_id query parameters exceeds the maximum allowed.',
    query: { user_id: Array(101).fill('1003') },
    message: 'The parameter "user_id" was malformed: there must be at most 100 values',
  },
])

describeRefusals('POST /channels/vips', { caller: manager, valid: () => ({ query: candidate }) }, [
  {
    condition: "400 The user in the user_id query parameter is blocked from the broadcaster's channel.",
    arrange: (world) => blockUser(world.store, { ...candidate, source_context: null, reason: null }),
  },
  {
    condition: '400 The ID in the broadcaster_id query parameter is not valid.',
    caller: (world) => world.as(world.user('nope', 'Nope'), 'channel:manage:vips'),
    query: { broadcaster_id: 'nope' },
  },
  { condition: '400 The ID in the user_id query parameter is not valid.', query: { user_id: 'nope' } },
  { condition: '404 The ID in user_id was not found.', query: { user_id: '9999' } },
  {
    condition: "409 The broadcaster doesn't have available VIP slots. Read More",
    caller: (world) => world.as(world.affiliate, 'channel:manage:vips'),
    arrange: (world) =>
      crowd(world, 20, (user_id) =>
        insertVip(world.store, { broadcaster_id: '1002', user_id, created_at: since }),
      ),
    query: { broadcaster_id: '1002' },
    message: "The broadcaster doesn't have available VIP slots.",
  },
  {
    condition:
      '422 The user in user_id is a moderator. To make them a VIP, you must first remove them as a ' +
      'moderator (see Remove Channel Moderator).',
    arrange: (world) => makeModerator(world, '1003'),
  },
  {
    condition: '422 The user in the user_id query parameter is already a VIP.',
    arrange: (world) => add(world),
  },
  {
    condition:
      '425 The broadcaster must complete the Build a Community requirement before they may assign VIPs.',
    caller: (world) => world.as(world.other, 'channel:manage:vips'),
    arrange: (world) =>
      crowd(world, 49, (user_id) => createFollow(world.store, { broadcaster_id: '1004', user_id })),
    query: { broadcaster_id: '1004' },
  },
  {
    condition:
      '429 The broadcaster exceeded the number of VIP that they may add within a 10-second window. See ' +
      'Rate Limits for this endpoint above.',
    async arrange(world) {
      const users: string[] = []
      crowd(world, 10, (user_id) => users.push(user_id))
      for (const user_id of users) await add(world, user_id)
    },
    message: 'The broadcaster exceeded the number of VIP that they may add within a 10-second window.',
  },
])

describeRefusals(
  'DELETE /channels/vips',
  {
    caller: manager,
    async valid(world) {
      await add(world)
      return { query: candidate }
    },
  },
  [
    { condition: '400 The ID in broadcaster_id is not valid.', query: { broadcaster_id: 'nope' } },
    { condition: '400 The ID in user_id is not valid.', query: { user_id: 'nope' } },
    {
      condition: "403 The user in broadcaster_id doesn't have permission to remove the user's VIP status.",
      arrange: (world) => makeModerator(world, '1004'),
      caller: (world) => world.as(world.other, 'channel:manage:vips'),
    },
    {
      condition: '404 The ID in broadcaster_id was not found.',
      caller: (world) => world.as(world.viewer, 'channel:manage:vips'),
      query: { broadcaster_id: '9999' },
    },
    { condition: '404 The ID in user_id was not found.', query: { user_id: '9999' } },
    {
      condition: "422 The user in user_id is not a VIP in the broadcaster's channel.",
      query: { user_id: '1004' },
    },
    {
      condition:
        '429 The broadcaster exceeded the number of VIPs that they may remove within a 10-second window. ' +
        'See Rate Limits for this endpoint above.',
      async arrange(world) {
        const users: string[] = []
        crowd(world, 10, (user_id) => users.push(user_id))
        for (const user_id of users) {
          insertVip(world.store, { ...ofBroadcaster, user_id, created_at: since })
          await manager(world).delete('/channels/vips', { ...ofBroadcaster, user_id })
        }
      },
      message: 'The broadcaster exceeded the number of VIPs that they may remove within a 10-second window.',
    },
  ],
)
