import { describe, expect, test } from 'bun:test'
import { generate } from '../../../../src/mock/generation/generate.ts'
import {
  countFollowers,
  createFollow,
  endFollow,
  insertFollow,
  listFollowed,
  listFollowers,
} from '../../../../src/mock/resources/channels/follows/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }
const ofUser = { user_id: '1001' }

const viewer = {
  user_id: '1003',
  user_login: 'viewer',
  user_name: 'Viewer',
  followed_at: '2026-01-01T12:00:00Z',
}
const other = {
  user_id: '1004',
  user_login: 'other',
  user_name: 'Other',
  followed_at: '2026-01-01T12:00:01Z',
}
const nobody = { data: [], pagination: {}, total: 2 }

/** The viewer and a second later the other follow the broadcaster. */
const followed = () => {
  const world = new World()
  createFollow(world.store, { ...ofBroadcaster, user_id: '1003' })
  world.advance(1)
  createFollow(world.store, { ...ofBroadcaster, user_id: '1004' })
  return world
}
const reader = (world: World) => world.as(world.broadcaster, 'moderator:read:followers')
const follower = (world: World) => world.as(world.broadcaster, 'user:read:follows')

describeAuthorization('GET /channels/followers', { token: 'user' }, () => ({ query: ofBroadcaster }))
describeAuthorization(
  'GET /channels/followed',
  { token: 'user', scopes: ['user:read:follows'], userParam: 'user_id' },
  () => ({ query: ofUser }),
)

describe('a follow', () => {
  test('is published once, and counted while it lasts', async () => {
    const world = new World()
    const emitted = world.emitted('channel.follow')
    const total = async () => (await reader(world).get('/channels/followers', ofBroadcaster)).body.total
    for (let time = 0; time < 2; time++) createFollow(world.store, { ...ofBroadcaster, user_id: '1003' })
    expect(emitted).toEqual([{ ...ofBroadcaster, user_id: '1003', followed_at: viewer.followed_at }])
    expect(await total()).toBe(1)
    for (let time = 0; time < 2; time++) endFollow(world.store, '1001', '1003')
    expect(await total()).toBe(0)
  })

  test('is found by index in every list', () => {
    const { store } = new World()
    const plans: string[] = []
    const all = store.all.bind(store)
    store.all = (sql, params) => {
      plans.push(...all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params).map(({ detail }) => detail))
      return all(sql, params)
    }
    const after = Buffer.from('[["2026-01-01T12:00:00Z","1003"],["2026-01-01T12:00:00Z","1003"]]').toString(
      'base64url',
    )
    for (const request of [{ first: 20 }, { first: 20, after }]) {
      listFollowers(store, ofBroadcaster, request)
      listFollowers(store, { ...ofBroadcaster, user_id: '1003' }, request)
      listFollowed(store, ofUser, request)
      listFollowed(store, { ...ofUser, broadcaster_id: '1003' }, request)
    }
    expect(plans.filter((detail) => /SCAN|TEMP B-TREE/.test(detail))).toEqual([])
  })
})

describe('generated follows', () => {
  test('give the first user more than a page of followers, rightly counted', async () => {
    const { store } = new World()
    const { partner } = await generate(store, { count: 150 })
    expect(countFollowers(store, partner!.id)).toBe(149)
    const wrong = store.all(`
      SELECT * FROM follow_totals AS totals
      WHERE followers <> (SELECT count(*) FROM follows WHERE broadcaster_id = totals.user_id)
        OR followed <> (SELECT count(*) FROM follows WHERE user_id = totals.user_id)`)
    expect(wrong).toEqual([])
  })
})

describe('GET /channels/followers', () => {
  test('lists the most recent first, page by page', async () => {
    const world = followed()
    const page = (after?: string) =>
      reader(world).get('/channels/followers', { ...ofBroadcaster, first: 1, after })
    const { body: newest } = await page()
    expect(newest).toEqual({ data: [other], pagination: { cursor: expect.any(String) }, total: 2 })
    const { body: oldest } = await page(newest.pagination.cursor)
    expect(oldest).toEqual({ data: [viewer], pagination: {}, total: 2 })
  })

  test('tells whether a user follows, beside the total', async () => {
    const world = followed()
    const ask = (user_id: string) => reader(world).get('/channels/followers', { ...ofBroadcaster, user_id })
    expect((await ask('1003')).body).toEqual({ data: [viewer], pagination: {}, total: 2 })
    expect((await ask('1002')).body).toEqual(nobody)
  })

  test('tells only the total without the scope, and to who does not moderate the channel', async () => {
    const world = followed()
    const callers = [world.as(world.broadcaster), world.as(world.viewer, 'moderator:read:followers')]
    for (const caller of callers) {
      expect((await caller.get('/channels/followers', ofBroadcaster)).body).toEqual(nobody)
    }
  })

  test('shows the list to a moderator', async () => {
    const world = followed()
    world.store.insert('moderators', {
      ...ofBroadcaster,
      user_id: '1004',
      created_at: '2025-01-01T00:00:00Z',
    })
    const moderator = world.as(world.other, 'moderator:read:followers')
    const reply = await moderator.get('/channels/followers', ofBroadcaster)
    expect(reply.body.data).toEqual([other, viewer])
  })

  test('counts many at once', async () => {
    const world = new World()
    for (let id = 2000; id < 2250; id++) {
      world.user(String(id), `Fan${id}`)
      insertFollow(world.store, { ...ofBroadcaster, user_id: String(id), followed_at: viewer.followed_at })
    }
    const seen = new Set<string>()
    let after: string | undefined
    do {
      const { body } = await reader(world).get('/channels/followers', { ...ofBroadcaster, first: 100, after })
      expect(body.total).toBe(250)
      for (const { user_id } of body.data) seen.add(user_id)
      after = body.pagination.cursor
    } while (after)
    expect(seen.size).toBe(250)
  })
})

describeRefusals('GET /channels/followers', { caller: reader, valid: () => ({ query: ofBroadcaster }) }, [
  {
    condition: '400 The broadcaster_id query parameter is required.',
    query: { broadcaster_id: undefined },
    message: 'Missing required parameter "broadcaster_id"',
  },
  { condition: '400 The broadcaster_id query parameter is not valid.', query: { broadcaster_id: '9999' } },
  {
    condition:
      '401 The user_id parameter was specified but either the user access token is missing the ' +
      'moderator:read:followers scope or the user is not the broadcaster or moderator for the specified ' +
      'channel',
    caller: (world) => world.as(world.viewer, 'moderator:read:followers'),
    query: { user_id: '1004' },
  },
])

describe('GET /channels/followed', () => {
  const affiliate = {
    broadcaster_id: '1002',
    broadcaster_login: 'affiliate',
    broadcaster_name: 'Affiliate',
    followed_at: '2026-01-01T12:00:00Z',
  }

  test('lists the most recent first, or the one that is asked for', async () => {
    const world = new World()
    createFollow(world.store, { broadcaster_id: '1002', user_id: '1001' })
    world.advance(1)
    createFollow(world.store, { broadcaster_id: '1003', user_id: '1001' })
    const followed = async (query: object = {}) =>
      (await follower(world).get('/channels/followed', { ...ofUser, ...query })).body
    const all = await followed()
    expect(all).toMatchObject({ data: [{ broadcaster_id: '1003' }, affiliate], pagination: {}, total: 2 })
    expect(await followed({ broadcaster_id: '1002' })).toEqual({
      data: [affiliate],
      pagination: {},
      total: 2,
    })
    expect(await followed({ broadcaster_id: '1004' })).toEqual(nobody)
    expect(
      (await followed({ first: 1, after: (await followed({ first: 1 })).pagination.cursor })).data,
    ).toEqual([affiliate])
  })
})

describeRefusals('GET /channels/followed', { caller: follower, valid: () => ({ query: ofUser }) }, [
  {
    condition: '400 The user_id query parameter is required.',
    query: { user_id: undefined },
    message: 'Missing required parameter "user_id"',
  },
  { condition: '400 The broadcaster_id query parameter is not valid.', query: { broadcaster_id: '9999' } },
])
