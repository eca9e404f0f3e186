import { describe, expect, test } from 'bun:test'
import type { BannedUser } from '../../../../src/mock/resources/moderation/bans/schema.ts'
import { banUser, isBanned } from '../../../../src/mock/resources/moderation/bans/store.ts'
import { addModerator, hasModeratorRole } from '../../../../src/mock/resources/moderation/moderators/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals, moderatorRefusals } from '../../../support/refusals.ts'
import { type Call, World } from '../../../support/world.ts'

const path = '/moderation/bans'
const query = { broadcaster_id: '1001', moderator_id: '1001' }
const ofViewer = { ...query, user_id: '1003' }

const banned: BannedUser = {
  user_id: '1003',
  user_login: 'viewer',
  user_name: 'Viewer',
  expires_at: '',
  created_at: '2026-01-01T12:00:00Z',
  reason: '',
  moderator_id: '1001',
  moderator_login: 'broadcaster',
  moderator_name: 'Broadcaster',
}

const manage = {
  token: 'user',
  scopes: ['moderator:manage:banned_users'],
  userParam: 'moderator_id',
} as const

const broadcaster = (world: World) => world.as(world.broadcaster, 'moderator:manage:banned_users')
const ban = (world: World, data = {}) =>
  broadcaster(world).post(path, { data: { user_id: '1003', ...data } }, query)
const list = (world: World, filter = {}) =>
  broadcaster(world).get('/moderation/banned', { broadcaster_id: '1001', ...filter })

/** The viewer as one of the broadcaster's moderators. */
function moderator(world: World) {
  addModerator(world.store, '1001', world.viewer.id)
  return world.as(world.viewer, 'moderator:manage:banned_users')
}

describeAuthorization(
  'GET /moderation/banned',
  {
    token: 'user',
    scopes: ['moderation:read', 'moderator:manage:banned_users'],
    userParam: 'broadcaster_id',
  },
  () => ({ query: { broadcaster_id: '1001' } }),
)
describeAuthorization('POST /moderation/bans', manage, () => ({ query, body: { data: { user_id: '1003' } } }))
describeAuthorization('DELETE /moderation/bans', manage, async (world) => {
  await ban(world)
  return { query: ofViewer }
})

describe('a ban', () => {
  test('is emitted, listed, and lifted', async () => {
    const world = new World()
    const bans = world.emitted('ban')
    const unbans = world.emitted('unban')
    const reply = await ban(world, { reason: 'Spam' })
    expect(reply.body).toEqual({ data: [{ ...ofViewer, created_at: banned.created_at, end_time: null }] })
    const emitted = { broadcaster_id: '1001', ...banned, reason: 'Spam' }
    expect(bans).toEqual([emitted])
    expect((await list(world)).body).toEqual({ data: [{ ...banned, reason: 'Spam' }], pagination: {} })

    expect((await broadcaster(world).delete(path, ofViewer)).status).toBe(204)
    expect(unbans).toEqual([{ ban: emitted, moderator_id: '1001' }])
    expect((await list(world)).body.data).toEqual([])
  })

  test('takes the role from a moderator', async () => {
    const world = new World()
    moderator(world)
    const removed = world.emitted('moderator.remove')
    await ban(world)
    expect(removed).toMatchObject([{ user_id: '1003' }])
    expect(hasModeratorRole(world.store, '1001', '1003')).toBe(false)
  })

  test('can be the deed of a moderator', async () => {
    const world = new World()
    const asViewer = { broadcaster_id: '1001', moderator_id: '1003' }
    await moderator(world).post(path, { data: { user_id: '1004' } }, asViewer)
    expect((await list(world)).body.data).toMatchObject([{ user_id: '1004', moderator_login: 'viewer' }])
  })
})

describe('a timeout', () => {
  test('lapses at its time, in silence', async () => {
    const world = new World()
    const unbans = world.emitted('unban')
    const reply = await ban(world, { duration: 60 })
    expect(reply.body.data).toEqual([
      { ...ofViewer, created_at: banned.created_at, end_time: '2026-01-01T12:01:00Z' },
    ])
    expect((await list(world)).body.data).toEqual([{ ...banned, expires_at: '2026-01-01T12:01:00Z' }])
    world.advance(59)
    expect(isBanned(world.store, '1001', '1003')).toBe(true)
    world.advance(1)
    expect(isBanned(world.store, '1001', '1003')).toBe(false)
    expect(unbans).toEqual([])
  })

  test('can be changed, and become a ban that no timer ends', async () => {
    const world = new World()
    await ban(world, { duration: 60 })
    world.advance(10)
    await ban(world, { duration: 600 })
    world.advance(60)
    expect((await list(world)).body.data[0].expires_at).toBe('2026-01-01T12:10:10Z')
    await ban(world)
    world.advance(1000)
    expect((await list(world)).body.data[0].expires_at).toBe('')
  })
})

describe('GET /moderation/banned', () => {
  test('lists the newest first, page by page and back, or the given users in the order given', async () => {
    const world = new World()
    for (const user_id of ['1002', '1003', '1004']) {
      banUser(world.store, { ...query, user_id })
      world.advance(1)
    }
    const users = (reply: { body: { data: BannedUser[] } }) => reply.body.data.map(({ user_id }) => user_id)
    const newest = await list(world, { first: 2 })
    expect(users(newest)).toEqual(['1004', '1003'])
    const oldest = await list(world, { first: 2, after: newest.body.pagination.cursor })
    expect(users(oldest)).toEqual(['1002'])
    expect(oldest.body.pagination).toEqual({})
    expect(users(await list(world, { first: 1, before: newest.body.pagination.cursor }))).toEqual([])
    expect(users(await list(world, { user_id: ['1003', '1001', '1004'] }))).toEqual(['1003', '1004'])
  })
})

describeRefusals(
  'GET /moderation/banned',
  { caller: broadcaster, valid: () => ({ query: { broadcaster_id: '1001' } }) },
  [
    {
      condition: '400 The broadcaster_id query parameter is required.',
      query: { broadcaster_id: undefined },
      message: 'Missing required parameter "broadcaster_id"',
    },
  ],
)

const data = (change: object) => (_: World, valid: Call) => ({
  ...valid,
  body: { data: { user_id: '1003', ...change } },
})

describeRefusals(
  'POST /moderation/bans',
  { caller: broadcaster, valid: () => ({ query, body: { data: { user_id: '1003' } } }) },
  [
    ...moderatorRefusals,
    {
      condition: '400 The user_id field is required.',
      call: data({ user_id: '' }),
      message: 'Missing required parameter "data.user_id"',
    },
    {
      condition: '400 The text in the reason field is too long.',
      call: data({ reason: 'x'.repeat(501) }),
      message: 'The parameter "data.reason" was malformed: the value must be at most 500 characters long',
    },
    {
      condition: '400 The value in the duration field is not valid.',
      call: data({ duration: 1_209_601 }),
      message: 'The parameter "data.duration" was malformed: the value must be less than or equal to 1209600',
    },
    {
      condition: '400 The user specified in the user_id field may not be banned.',
      call: data({ user_id: '1001' }),
    },
    {
      condition: '400 The user specified in the user_id field may not be put in a timeout.',
      call: data({ user_id: '999', duration: 60 }),
    },
    {
      condition: '400 (undocumented) a moderator who bans another one',
      arrange: (world) => addModerator(world.store, '1001', '1004'),
      caller: moderator,
      call: () => ({ query: { ...query, moderator_id: '1003' }, body: { data: { user_id: '1004' } } }),
      message: 'The user specified in the user_id field may not be banned.',
    },
    { condition: '400 The user specified in the user_id field is already banned.', arrange: ban },
    {
      condition: '400 (undocumented) a timeout for one who is banned',
      arrange: ban,
      call: data({ duration: 60 }),
      message: 'The user specified in the user_id field is already banned.',
    },
    {
      condition:
        '429 The app has exceeded the number of requests it may make per minute for this broadcaster.',
      async arrange(world) {
        for (let n = 0; n < 100; n++) await ban(world, { duration: 60 })
      },
    },
  ],
)

describeRefusals(
  'DELETE /moderation/bans',
  {
    caller: broadcaster,
    async valid(world) {
      await ban(world)
      return { query: ofViewer }
    },
  },
  [
    ...moderatorRefusals,
    {
      condition: '400 The user_id query parameter is required.',
      query: { user_id: undefined },
      message: 'Missing required parameter "user_id"',
    },
    {
      condition: '400 The user specified in the user_id query parameter is not banned.',
      query: { user_id: '1004' },
    },
    {
      condition:
        '429 The app has exceeded the number of requests it may make per minute for this broadcaster.',
      async arrange(world) {
        for (let n = 0; n < 100; n++) {
          await broadcaster(world).delete(path, ofViewer)
          banUser(world.store, ofViewer)
        }
      },
    },
  ],
)
