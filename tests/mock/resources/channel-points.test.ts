import { describe, expect, test } from 'bun:test'
import { createClient } from '../../../src/mock/resources/accounts/store.ts'
import type { Redemption } from '../../../src/mock/resources/channel-points/redemptions/schema.ts'
import { RewardUnavailable, redeem } from '../../../src/mock/resources/channel-points/redemptions/store.ts'
import type { CustomReward } from '../../../src/mock/resources/channel-points/rewards/schema.ts'
import { createReward, findReward } from '../../../src/mock/resources/channel-points/rewards/store.ts'
import { insertStream } from '../../../src/mock/resources/streams/store.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { uuid, World } from '../../support/world.ts'

const REWARDS = '/channel_points/custom_rewards'
const REDEMPTIONS = '/channel_points/custom_rewards/redemptions'

const ofBroadcaster = { broadcaster_id: '1001' }
const wanted = { title: 'game analysis 1v1', cost: 50_000 }

const IMAGES = 'https://static-cdn.jtvnw.net/custom-reward-images'

const reward: CustomReward = {
  ...ofBroadcaster,
  broadcaster_login: 'broadcaster',
  broadcaster_name: 'Broadcaster',
  id: uuid(1),
  title: 'game analysis 1v1',
  prompt: '',
  cost: 50_000,
  image: null,
  default_image: {
    url_1x: `${IMAGES}/default-1.png`,
    url_2x: `${IMAGES}/default-2.png`,
    url_4x: `${IMAGES}/default-4.png`,
  },
  background_color: '#00E5CB',
  is_enabled: true,
  is_user_input_required: false,
  max_per_stream_setting: { is_enabled: false, max_per_stream: 0 },
  max_per_user_per_stream_setting: { is_enabled: false, max_per_user_per_stream: 0 },
  global_cooldown_setting: { is_enabled: false, global_cooldown_seconds: 0 },
  is_paused: false,
  is_in_stock: true,
  should_redemptions_skip_request_queue: false,
  redemptions_redeemed_current_stream: null,
  cooldown_expires_at: null,
}

const redemption: Redemption = {
  ...ofBroadcaster,
  broadcaster_login: 'broadcaster',
  broadcaster_name: 'Broadcaster',
  id: uuid(2),
  user_id: '1003',
  user_login: 'viewer',
  user_name: 'Viewer',
  reward: { id: reward.id, title: reward.title, prompt: '', cost: 50_000 },
  user_input: '',
  status: 'UNFULFILLED',
  redeemed_at: '2026-01-01T12:00:00Z',
}

const theReward = { ...ofBroadcaster, id: reward.id }
const theRedemption = { ...ofBroadcaster, reward_id: reward.id, id: redemption.id }

const manager = (world: World) => world.as(world.broadcaster, 'channel:manage:redemptions')
const addReward = (world: World, settings: object = wanted) =>
  manager(world).post(REWARDS, { ...wanted, ...settings }, ofBroadcaster)
const rewardNow = (world: World) => findReward(world.store, '1001', reward.id)!
const redeemAs = (world: World, { id: user_id }: { id: string }, user_input?: string) =>
  redeem(world.store, rewardNow(world), { user_id, user_input })
const goLive = (world: World) =>
  insertStream(world.store, {
    id: '1',
    user_id: '1001',
    viewer_count: 1,
    started_at: '2026-01-01T11:00:00Z',
  })

/** A reward that another client made, which takes the place of the caller's. */
const addForeignReward = (world: World) => {
  const foreign = createClient(world.store, 'Foreign')
  const { id } = createReward(
    world.store,
    { ...ofBroadcaster, client_id: foreign.id },
    { title: 'foreign', cost: 1 },
  )
  return id
}

async function withReward(world: World) {
  await addReward(world)
  return { query: theReward }
}

async function withRedemption(world: World) {
  await addReward(world)
  redeemAs(world, world.viewer)
  return { query: theRedemption }
}

const settling = async (world: World) => ({
  ...(await withRedemption(world)),
  body: { status: 'FULFILLED' as const },
})

const managers = ['channel:manage:redemptions'] as const
const readers = ['channel:read:redemptions', 'channel:manage:redemptions'] as const

describeAuthorization(
  `GET ${REWARDS}`,
  { token: 'user', scopes: readers, userParam: 'broadcaster_id' },
  () => ({
    query: ofBroadcaster,
  }),
)
describeAuthorization(
  `POST ${REWARDS}`,
  { token: 'user', scopes: managers, userParam: 'broadcaster_id' },
  () => ({
    query: ofBroadcaster,
    body: wanted,
  }),
)
describeAuthorization(
  `PATCH ${REWARDS}`,
  { token: 'user', scopes: managers, userParam: 'broadcaster_id' },
  withReward,
)
describeAuthorization(
  `DELETE ${REWARDS}`,
  { token: 'user', scopes: managers, userParam: 'broadcaster_id' },
  withReward,
)
describeAuthorization(
  `GET ${REDEMPTIONS}`,
  { token: 'user', scopes: readers, userParam: 'broadcaster_id' },
  withRedemption,
)
describeAuthorization(
  `PATCH ${REDEMPTIONS}`,
  { token: 'user', scopes: managers, userParam: 'broadcaster_id' },
  settling,
)

const missing = (name: string) => `Missing required parameter "${name}"`
const notPartner = {
  condition: '403 The broadcaster is not a partner or affiliate.',
  query: { broadcaster_id: '1003' },
  caller: (world: World) => world.as(world.viewer, 'channel:manage:redemptions'),
}
const noBroadcaster = {
  condition: '400 The broadcaster_id query parameter is required.',
  query: { broadcaster_id: undefined },
  message: missing('broadcaster_id'),
}
const foreignClient = {
  condition: '403 The ID in the Client-Id header must match the client ID used to create the custom reward.',
  caller: (world: World) => manager(world),
}

const limits = [
  {
    condition: '400 The title must contain a minimum of 1 character and a maximum of 45 characters.',
    body: { title: 'x'.repeat(46) },
    message: 'The parameter "title" was malformed: the value must be at most 45 characters long',
  },
  {
    condition: "400 The title must be unique amongst all of the broadcaster's custom rewards.",
    arrange: (world: World) => addReward(world, { title: 'taken' }),
    body: { title: 'taken' },
  },
  {
    condition: '400 The cost field must contain a minimum of 1 point.',
    body: { cost: 0 },
    message: 'The parameter "cost" was malformed: the value must be greater than or equal to 1',
  },
  {
    condition: '400 If is_max_per_stream_enabled is true, the minimum value for max_per_stream is 1.',
    body: { is_max_per_stream_enabled: true, max_per_stream: 0 },
  },
  {
    condition:
      '400 If is_max_per_user_per_stream_enabled is true, the minimum value for max_per_user_per_stream is 1.',
    body: { is_max_per_user_per_stream_enabled: true },
  },
  {
    condition: '400 (undocumented) a limit larger than a number can say',
    body: { max_per_stream: 2 ** 63 },
    message:
      'The parameter "max_per_stream" was malformed: the value must be less than or equal to 9007199254740991',
  },
]

describe(`POST ${REWARDS}`, () => {
  test('makes a reward with the usual color and images, which is published and listed', async () => {
    const world = new World()
    const added = world.emitted('custom_reward.add')
    expect(await addReward(world)).toMatchObject({ status: 200, body: { data: [reward] } })
    expect(added).toEqual([reward])
    expect((await manager(world).get(REWARDS, ofBroadcaster)).body).toEqual({ data: [reward] })
  })

  test('takes the zeros that clients send with a limit that is off', async () => {
    const reply = await addReward(new World(), { is_max_per_stream_enabled: false, max_per_stream: 0 })
    expect(reply.body).toEqual({ data: [reward] })
  })
})

describeRefusals(
  `POST ${REWARDS}`,
  { caller: manager, valid: () => ({ query: ofBroadcaster, body: wanted }) },
  [
    noBroadcaster,
    notPartner,
    ...limits,
    { condition: '400 The title field is required.', body: { title: '' }, message: missing('title') },
    { condition: '400 The cost field is required.', body: { cost: undefined }, message: missing('cost') },
    {
      condition:
        '400 If is_global_cooldown_enabled is true, the minimum value for global_cooldown_seconds is 1.',
      body: { is_global_cooldown_enabled: true },
    },
    {
      condition: '400 The request exceeds the maximum number of rewards allowed per channel.',
      async arrange(world) {
        for (let n = 0; n < 50; n++)
          expect((await addReward(world, { title: `reward ${n}` })).status).toBe(200)
      },
    },
    {
      condition: '400 (undocumented) a color that is none',
      body: { background_color: 'red' },
      message: 'The parameter "background_color" was malformed: value must be a color such as #9147FF',
    },
  ],
)

describe(`PATCH ${REWARDS}`, () => {
  test('takes a prompt of any length, and a cost up to 1,000,000,000', async () => {
    const world = new World()
    await addReward(world)
    const change = (body: object) => manager(world).patch(REWARDS, body, theReward)
    const prompt = 'x'.repeat(10_000)
    const dearest = { prompt, cost: 1_000_000_000 }
    expect((await change(dearest)).body.data).toMatchObject([dearest])
    expect((await change({ cost: 1 })).body.data).toMatchObject([{ prompt, cost: 1 }])
    for (const cost of [0, 1_000_000_001]) expect((await change({ cost })).status).toBe(400)
  })

  test('changes what is given, also back to false and to an empty prompt, and publishes it', async () => {
    const world = new World()
    await addReward(world, { prompt: 'Which game?' })
    const updated = world.emitted('custom_reward.update')
    const change = (body: object) => manager(world).patch(REWARDS, body, theReward)
    await change({ is_paused: true, cost: 20, prompt: '' })
    const paused = { ...reward, is_paused: true, cost: 20 }
    const { body } = await change({ is_paused: false })
    expect(body).toEqual({ data: [{ ...paused, is_paused: false }] })
    expect(updated).toEqual([paused, { ...paused, is_paused: false }])
  })
})

describeRefusals(
  `PATCH ${REWARDS}`,
  {
    caller: manager,
    async valid(world) {
      return { ...(await withReward(world)), body: { cost: 20 } }
    },
  },
  [
    noBroadcaster,
    notPartner,
    ...limits,
    {
      condition: '400 The id query parameter is required.',
      query: { id: undefined },
      message: missing('id'),
    },
    {
      condition:
        '400 If is_global_cooldown_enabled is true, the minimum value for global_cooldown_seconds is 1 ' +
        'and the maximum is 604800.',
      body: { is_global_cooldown_enabled: true, global_cooldown_seconds: 604_801 },
      message:
        'The parameter "global_cooldown_seconds" was malformed: the value must be less than or equal to 604800',
    },
    {
      ...foreignClient,
      call: (world) => ({ query: { ...theReward, id: addForeignReward(world) }, body: { cost: 20 } }),
    },
    {
      condition: '404 The custom reward specified in the id query parameter was not found.',
      query: { id: uuid(99) },
    },
  ],
)

describe(`DELETE ${REWARDS}`, () => {
  test('removes the reward, frees its title and fulfils what waited', async () => {
    const world = new World()
    await withRedemption(world)
    const settled = world.emitted('custom_reward_redemption.update')
    const removed = world.emitted('custom_reward.remove')
    expect(await manager(world).delete(REWARDS, theReward)).toMatchObject({ status: 204, body: '' })
    const fulfilled: Redemption = { ...redemption, status: 'FULFILLED' }
    expect(settled).toEqual([fulfilled])
    expect(removed).toEqual([reward])
    expect((await manager(world).get(REWARDS, ofBroadcaster)).body).toEqual({ data: [] })
    const history = await manager(world).get(REDEMPTIONS, theRedemption)
    expect(history.body.data).toEqual([fulfilled])
    expect((await addReward(world)).status).toBe(200)
  })
})

describeRefusals(`DELETE ${REWARDS}`, { caller: manager, valid: withReward }, [
  noBroadcaster,
  notPartner,
  {
    condition: '400 The id query parameter is required.',
    query: { id: undefined },
    message: missing('id'),
  },
  { ...foreignClient, call: (world) => ({ query: { ...theReward, id: addForeignReward(world) } }) },
  {
    condition: '404 The custom reward specified in the id query parameter was not found.',
    arrange: (world) => manager(world).delete(REWARDS, theReward),
  },
])

describe(`GET ${REWARDS}`, () => {
  test('lists all rewards, the named ones, or those that the client may manage', async () => {
    const world = new World()
    await addReward(world)
    const foreign = addForeignReward(world)
    const ids = async (query: object) => {
      const { body } = await manager(world).get(REWARDS, { ...ofBroadcaster, ...query })
      return body.data.map(({ id }: CustomReward) => id)
    }
    expect(await ids({})).toEqual([reward.id, foreign])
    expect(await ids({ id: [foreign, foreign, uuid(99)] })).toEqual([foreign])
    expect(await ids({ only_manageable_rewards: true })).toEqual([reward.id])
  })
})

describeRefusals(`GET ${REWARDS}`, { caller: manager, valid: () => ({ query: ofBroadcaster }) }, [
  noBroadcaster,
  notPartner,
  {
    condition: '400 The request exceeds the maximum number of id query parameters that you may specify.',
    query: { id: Array(51).fill('x') },
    message: 'The parameter "id" was malformed: there must be at most 50 values',
  },
  {
    condition: '404 All of the custom rewards specified using the id query parameter were not found.',
    query: { id: uuid(99) },
  },
])

describe('a redemption', () => {
  test('waits, is published, and can be fulfilled once', async () => {
    const world = new World()
    await addReward(world)
    const added = world.emitted('custom_reward_redemption.add')
    const updated = world.emitted('custom_reward_redemption.update')
    expect(redeemAs(world, world.viewer)).toEqual(redemption)
    expect(added).toEqual([redemption])
    const fulfilled: Redemption = { ...redemption, status: 'FULFILLED' }
    const reply = await manager(world).patch(REDEMPTIONS, { status: 'FULFILLED' }, theRedemption)
    expect(reply.body).toEqual({ data: [fulfilled] })
    expect(updated).toEqual([fulfilled])
  })

  test('keeps the reward as it was, and is fulfilled at once if the reward skips the queue', async () => {
    const world = new World()
    await addReward(world, { should_redemptions_skip_request_queue: true })
    redeemAs(world, world.viewer)
    await manager(world).patch(REWARDS, { title: 'renamed', cost: 1 }, theReward)
    const { body } = await manager(world).get(REDEMPTIONS, theRedemption)
    expect(body).toEqual({ data: [{ ...redemption, status: 'FULFILLED' }], pagination: {} })
  })

  test.each([
    ['paused', { is_paused: true }, 'The reward is paused.'],
    ['disabled', { is_enabled: false }, 'The reward is disabled.'],
    ['without the input', { is_user_input_required: true }, 'The reward requires a user input.'],
  ])('is impossible while the reward is %s', async (_, settings, message) => {
    const world = new World()
    await addReward(world)
    await manager(world).patch(REWARDS, settings, theReward)
    expect(() => redeemAs(world, world.viewer)).toThrow(new RewardUnavailable(message))
  })

  test('starts a cool-down, which the reward shows until it is over', async () => {
    const world = new World()
    await addReward(world, { is_global_cooldown_enabled: true, global_cooldown_seconds: 60 })
    redeemAs(world, world.viewer)
    expect(rewardNow(world).cooldown_expires_at).toBe('2026-01-01T12:01:00Z')
    expect(() => redeemAs(world, world.other)).toThrow('The reward is cooling down until')
    world.advance(60)
    expect(rewardNow(world).cooldown_expires_at).toBeNull()
    expect(redeemAs(world, world.other).status).toBe('UNFULFILLED')
  })

  test('counts against the limits of the stream', async () => {
    const world = new World()
    await addReward(world, { is_max_per_stream_enabled: true, max_per_stream: 2 })
    await manager(world).patch(
      REWARDS,
      { is_max_per_user_per_stream_enabled: true, max_per_user_per_stream: 1 },
      theReward,
    )
    expect(rewardNow(world)).toMatchObject({ redemptions_redeemed_current_stream: null, is_in_stock: true })
    goLive(world)
    redeemAs(world, world.viewer)
    expect(() => redeemAs(world, world.viewer)).toThrow('may not redeem the reward again')
    redeemAs(world, world.other)
    expect(rewardNow(world)).toMatchObject({ redemptions_redeemed_current_stream: 2, is_in_stock: false })
    expect(() => redeemAs(world, world.affiliate)).toThrow('out of stock')
  })
})

describe(`GET ${REDEMPTIONS}`, () => {
  test('lists a status, oldest or newest first, page by page', async () => {
    const world = new World()
    await addReward(world)
    for (let n = 0; n < 3; n++) {
      redeemAs(world, world.viewer)
      world.advance(1)
    }
    const list = (query: object) =>
      manager(world).get(REDEMPTIONS, {
        ...ofBroadcaster,
        reward_id: reward.id,
        status: 'UNFULFILLED',
        first: 2,
        ...query,
      })
    const times = ({ body }: { body: { data: Redemption[] } }) =>
      body.data.map((item) => item.redeemed_at.slice(17, 19))
    const oldest = await list({})
    expect(times(oldest)).toEqual(['00', '01'])
    const rest = await list({ after: oldest.body.pagination.cursor })
    expect(times(rest)).toEqual(['02'])
    expect(rest.body.pagination).toEqual({})
    expect(times(await list({ sort: 'NEWEST' }))).toEqual(['02', '01'])
    expect(times(await list({ status: 'CANCELED' }))).toEqual([])
  })

  test('ignores the status beside an ID', async () => {
    const world = new World()
    const query = { ...(await withRedemption(world)).query, status: 'CANCELED' }
    const { status, body } = await manager(world).get(REDEMPTIONS, query)
    expect([status, body.data.map((item: Redemption) => item.status)]).toEqual([200, ['UNFULFILLED']])
  })
})

const noReward = {
  condition: '400 The reward_id query parameter is required.',
  query: { reward_id: undefined },
  message: missing('reward_id'),
}

const tooManyRedemptions = [
  {
    condition: '400 (undocumented) more than 50 redemptions',
    query: { id: Array(51).fill(uuid(99)) },
    message: 'The parameter "id" was malformed: there must be at most 50 values',
  },
]

describeRefusals(`GET ${REDEMPTIONS}`, { caller: manager, valid: withRedemption }, [
  noBroadcaster,
  notPartner,
  noReward,
  {
    condition: "400 The status query parameter is required if you didn't specify the id query parameter.",
    query: { id: undefined },
  },
  {
    condition: '400 The value in the status query parameter is not valid.',
    query: { status: 'OPEN' },
    message:
      'The parameter "status" was malformed: value must be one of "CANCELED", "FULFILLED", "UNFULFILLED"',
  },
  {
    condition: '400 The value in the sort query parameter is not valid.',
    query: { sort: 'newest' },
    message: 'The parameter "sort" was malformed: value must be one of "OLDEST", "NEWEST"',
  },
  {
    ...foreignClient,
    call: (world) => ({ query: { ...theRedemption, reward_id: addForeignReward(world) } }),
  },
  {
    condition: '404 All of the redemptions specified using the id query parameter were not found.',
    query: { id: Array(50).fill(uuid(99)) },
  },
  ...tooManyRedemptions,
])

describeRefusals(`PATCH ${REDEMPTIONS}`, { caller: manager, valid: settling }, [
  noBroadcaster,
  notPartner,
  noReward,
  {
    condition: '400 The id query parameter is required.',
    query: { id: undefined },
    message: missing('id'),
  },
  {
    condition: '400 The value in the status query parameter is not valid.',
    body: { status: 'UNFULFILLED' },
    message: 'The parameter "status" was malformed: value must be one of "CANCELED", "FULFILLED"',
  },
  {
    ...foreignClient,
    call: (world, valid) => ({ ...valid, query: { ...theRedemption, reward_id: addForeignReward(world) } }),
  },
  {
    condition: '404 The custom reward specified in the reward_id query parameter was not found.',
    query: { reward_id: uuid(99) },
  },
  {
    condition:
      '404 The redemptions specified using the id query parameter were not found or their statuses ' +
      "weren't marked as UNFULFILLED.",
    arrange: (world) => manager(world).patch(REDEMPTIONS, { status: 'CANCELED' }, theRedemption),
  },
])

test('what is redeemed in the moment in which a stream begins counts as of the stream', async () => {
  const world = new World()
  const api = world.as(world.broadcaster, 'channel:manage:redemptions')
  const limited = { ...wanted, is_max_per_stream_enabled: true, max_per_stream: 2 }
  const { body } = await api.post(REWARDS, limited, ofBroadcaster)
  const redeemed = async () =>
    (await api.get(REWARDS, ofBroadcaster)).body.data[0].redemptions_redeemed_current_stream
  const redemption = { ...ofBroadcaster, user_id: '1003', reward_id: body.data[0].id }
  await world.send('POST', '/units/redemptions', { body: redemption })
  world.advance(1)
  await world.send('POST', '/units/streams', { body: { user_id: '1001' } })
  expect(await redeemed()).toBe(0)
  await world.send('POST', '/units/redemptions', { body: redemption })
  expect(await redeemed()).toBe(1)
  const perUser = { is_max_per_user_per_stream_enabled: true, max_per_user_per_stream: 1 }
  await api.patch(REWARDS, perUser, { ...ofBroadcaster, id: body.data[0].id })
  expect((await world.send('POST', '/units/redemptions', { body: redemption })).body.message).toBe(
    'The user may not redeem the reward again in this stream.',
  )
})
