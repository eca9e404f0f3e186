import { describe, expect, test } from 'bun:test'
import { insertGoal, listGoals } from '../../../src/mock/resources/goals/store.ts'
import type { Subscription } from '../../../src/mock/resources/subscriptions/schema.ts'
import {
  endSubscription,
  findSubscription,
  giveSubscriptions,
  resubscribe,
  subscribe,
} from '../../../src/mock/resources/subscriptions/store.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { World } from '../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }
const ofViewer = { ...ofBroadcaster, user_id: '1003' }

const subscription: Subscription = {
  ...ofBroadcaster,
  broadcaster_login: 'broadcaster',
  broadcaster_name: 'Broadcaster',
  gifter_id: '',
  gifter_login: '',
  gifter_name: '',
  is_gift: false,
  plan_name: 'Channel Subscription (broadcaster)',
  tier: '1000',
  user_id: '1003',
  user_name: 'Viewer',
  user_login: 'viewer',
}

const gift: Subscription = {
  ...subscription,
  gifter_id: '1002',
  gifter_login: 'affiliate',
  gifter_name: 'Affiliate',
  is_gift: true,
}

const owner = (world: World) => world.as(world.broadcaster, 'channel:read:subscriptions')
const viewer = (world: World) => world.as(world.viewer, 'user:read:subscriptions')
const listed = async (world: World, query: object = {}) =>
  (await owner(world).get('/subscriptions', { ...ofBroadcaster, ...query })).body
const give = (world: World, ...users: { id: string }[]) =>
  giveSubscriptions(
    world.store,
    { ...ofBroadcaster, gifter_id: '1002', tier: '1000' },
    users.map(({ id }) => id),
  )

describeAuthorization(
  'GET /subscriptions',
  { token: 'user', scopes: ['channel:read:subscriptions'], userParam: 'broadcaster_id' },
  () => ({ query: ofBroadcaster }),
)
describeAuthorization(
  'GET /subscriptions/user',
  { token: 'user', scopes: ['user:read:subscriptions'], userParam: 'user_id' },
  (world) => {
    const query = { broadcaster_id: '1002', user_id: '1001' }
    subscribe(world.store, { ...query, tier: '1000' })
    return { query }
  },
)

describe('GET /subscriptions', () => {
  test('tells who subscribes, how many they are, and what they count by their tiers', async () => {
    const world = new World()
    expect(await listed(world)).toEqual({ data: [], pagination: {}, points: 0, total: 0 })
    const begun = world.emitted('subscription.begin')
    subscribe(world.store, { ...ofViewer, tier: '1000' })
    world.advance(1)
    subscribe(world.store, { ...ofBroadcaster, user_id: '1004', tier: '3000' })
    const third: Subscription = {
      ...subscription,
      user_id: '1004',
      user_login: 'other',
      user_name: 'Other',
      tier: '3000',
      plan_name: 'Channel Subscription (broadcaster): $24.99 Sub',
    }
    expect(begun).toEqual([subscription, third])
    expect(await listed(world)).toEqual({
      data: [third, subscription],
      pagination: {},
      points: 7,
      total: 2,
    })
  })

  test('narrows the list, not the counts, to the given users', async () => {
    const world = new World()
    subscribe(world.store, { ...ofViewer, tier: '1000' })
    subscribe(world.store, { ...ofBroadcaster, user_id: '1004', tier: '2000' })
    const { data, points, total } = await listed(world, { user_id: ['1003', '1002'] })
    expect(data).toEqual([subscription])
    expect({ points, total }).toEqual({ points: 3, total: 2 })
  })

  test('can be read forwards and backwards', async () => {
    const world = new World()
    for (const user_id of ['1002', '1003', '1004']) {
      subscribe(world.store, { ...ofBroadcaster, user_id, tier: '1000' })
      world.advance(1)
    }
    const ids = ({ data }: { data: Subscription[] }) => data.map(({ user_id }) => user_id)
    const newest = await listed(world, { first: 1 })
    const middle = await listed(world, { first: 1, after: newest.pagination.cursor })
    const oldest = await listed(world, { first: 2, after: newest.pagination.cursor })
    const back = await listed(world, { first: 1, before: middle.pagination.cursor })
    expect([newest, middle, oldest, back].map(ids)).toEqual([['1004'], ['1003'], ['1003', '1002'], ['1004']])
    expect(oldest.pagination).toEqual({})
  })
})

describe('a subscription', () => {
  test('that was given names the gifter, and is published with the gift', async () => {
    const world = new World()
    const gifts = world.emitted('subscription.gift')
    expect(give(world, world.viewer)).toEqual([gift])
    give(world, world.other)
    const given = { ...ofBroadcaster, gifter_id: '1002', tier: '1000', total: 1 } as const
    expect(gifts).toEqual([
      { ...given, user_ids: ['1003'], cumulative_total: 1 },
      { ...given, user_ids: ['1004'], cumulative_total: 2 },
    ])
    expect((await listed(world, { user_id: '1003' })).data).toEqual([gift])
  })

  test('can be told about every month', () => {
    const world = new World()
    const told = world.emitted('subscription.message')
    resubscribe(world.store, subscribe(world.store, { ...ofViewer, tier: '1000' }), 'Another month!')
    expect(told).toEqual([
      { ...subscription, message: 'Another month!', cumulative_months: 2, streak_months: 2 },
    ])
  })

  test('leaves nothing when it ends, and goals know', async () => {
    const world = new World()
    const kinds = ['subscription', 'new_subscription', 'subscription_count', 'follower'] as const
    for (const type of kinds) {
      insertGoal(world.store, {
        id: type,
        ...ofBroadcaster,
        type,
        description: '',
        current_amount: 0,
        target_amount: 10,
        created_at: '2026-01-01T12:00:00Z',
      })
    }
    const amounts = () => listGoals(world.store, '1001').map(({ id, current_amount }) => [id, current_amount])
    const progressed = world.emitted('goal.progress')
    const ended = world.emitted('subscription.end')
    const { tier } = subscribe(world.store, { ...ofViewer, tier: '2000' })
    expect(amounts()).toEqual([
      ['follower', 0],
      ['new_subscription', 2],
      ['subscription', 2],
      ['subscription_count', 1],
    ])
    endSubscription(world.store, findSubscription(world.store, '1001', '1003')!)
    expect(amounts()).toEqual([
      ['follower', 0],
      ['new_subscription', 2],
      ['subscription', 0],
      ['subscription_count', 0],
    ])
    expect(progressed.length).toBe(5)
    expect(ended).toMatchObject([{ ...ofViewer, tier }])
    expect(await listed(world)).toEqual({ data: [], pagination: {}, points: 0, total: 0 })
  })
})

describeRefusals('GET /subscriptions', { caller: owner, valid: () => ({ query: ofBroadcaster }) }, [
  {
    condition: '400 The broadcaster_id query parameter is required.',
    query: { broadcaster_id: undefined },
    message: 'Missing required parameter "broadcaster_id"',
  },
])

describe('GET /subscriptions/user', () => {
  const { broadcaster_id, broadcaster_login, broadcaster_name } = subscription
  const own = { broadcaster_id, broadcaster_login, broadcaster_name, tier: '1000' }
  const { gifter_id, gifter_login, gifter_name } = gift

  test('tells a subscriber the tier', async () => {
    const world = new World()
    subscribe(world.store, { ...ofViewer, tier: '1000' })
    const { body } = await viewer(world).get('/subscriptions/user', ofViewer)
    expect(body).toEqual({ data: [{ ...own, is_gift: false }] })
  })

  test('tells also who gave it', async () => {
    const world = new World()
    give(world, world.viewer)
    const { body } = await viewer(world).get('/subscriptions/user', ofViewer)
    expect(body).toEqual({ data: [{ ...own, is_gift: true, gifter_id, gifter_login, gifter_name }] })
  })
})

describeRefusals('GET /subscriptions/user', { caller: viewer, valid: () => ({ query: ofViewer }) }, [
  {
    condition: '400 The broadcaster_id query parameter is required.',
    query: { broadcaster_id: undefined },
    message: 'Missing required parameter "broadcaster_id"',
  },
  {
    condition: '400 The user_id query parameter is required.',
    query: { user_id: undefined },
    message: 'Missing required parameter "user_id"',
  },
  { condition: '404 The user in user_id does not subscribe to the broadcaster in broadcaster_id.' },
])
