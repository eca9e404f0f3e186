import { describe, expect, test } from 'bun:test'
import { ofType, publishedBy, typesOf, who } from '../../../support/published.ts'
import { uuid, World } from '../../../support/world.ts'

const REWARDS = '/channel_points/custom_rewards'
const IMAGES = 'https://static-cdn.jtvnw.net/custom-reward-images'
const NOON = '2026-01-01T12:00:00.000000000Z'
const ofBroadcaster = { broadcaster_id: '1001' }
const condition = { broadcaster_user_id: '1001' }
const ofReward = { ...condition, reward_id: uuid(1) }

const broadcaster = (world: World) => who('broadcaster_user', world.broadcaster)
const manager = (world: World) => world.as(world.broadcaster, 'channel:manage:redemptions')
const create = (world: World, more: object = {}) =>
  manager(world).post(REWARDS, { title: 'Hydrate!', cost: 300, ...more }, ofBroadcaster)
const redeem = (world: World, more: object = {}) =>
  world.send('POST', '/units/redemptions', {
    body: { ...ofBroadcaster, user_id: '1003', reward_id: uuid(1), ...more },
  })

const reward = (world: World) => ({
  ...broadcaster(world),
  id: uuid(1),
  is_enabled: true,
  is_paused: false,
  is_in_stock: true,
  title: 'Hydrate!',
  cost: 300,
  prompt: '',
  is_user_input_required: false,
  should_redemptions_skip_request_queue: false,
  max_per_stream: { is_enabled: false, value: 0 },
  max_per_user_per_stream: { is_enabled: false, value: 0 },
  background_color: '#00E5CB',
  image: null,
  default_image: {
    url_1x: `${IMAGES}/default-1.png`,
    url_2x: `${IMAGES}/default-2.png`,
    url_4x: `${IMAGES}/default-4.png`,
  },
  global_cooldown: { is_enabled: false, seconds: 0 },
  cooldown_expires_at: null,
  redemptions_redeemed_current_stream: null,
})

const redemption = (world: World) => ({
  ...broadcaster(world),
  ...who('user', world.viewer),
  id: uuid(2),
  user_input: '',
  status: 'unfulfilled',
  reward: { id: uuid(1), title: 'Hydrate!', cost: 300, prompt: '' },
  redeemed_at: NOON,
})

describe('a custom reward', () => {
  test('is published when it is made, changed and removed', async () => {
    const world = new World()
    const published = publishedBy(world)
    await create(world)
    const query = { ...ofBroadcaster, id: uuid(1) }
    const cooldown = { is_global_cooldown_enabled: true, global_cooldown_seconds: 60 }
    await manager(world).patch(REWARDS, cooldown, query)
    await manager(world).delete(REWARDS, query)
    const type = 'channel.channel_points_custom_reward'
    const updated = { ...reward(world), global_cooldown: { is_enabled: true, seconds: 60 } }
    expect(published).toEqual([
      { type: `${type}.add`, version: '1', condition, event: reward(world) },
      { type: `${type}.update`, version: '1', condition: ofReward, event: updated },
      { type: `${type}.remove`, version: '1', condition: ofReward, event: updated },
    ])
  })

  test('that cools down says until when', async () => {
    const world = new World()
    const cooldown = { is_global_cooldown_enabled: true, global_cooldown_seconds: 60 }
    await create(world, cooldown)
    await redeem(world)
    const published = publishedBy(world)
    await manager(world).patch(REWARDS, { cost: 200 }, { ...ofBroadcaster, id: uuid(1) })
    expect(published[0]!.event).toMatchObject({
      cost: 200,
      cooldown_expires_at: '2026-01-01T12:01:00.000000000Z',
    })
  })
})

describe('a redemption', () => {
  const type = 'channel.channel_points_custom_reward_redemption'

  test.each(['FULFILLED', 'CANCELED'])('is published when it is made, and when it is %s', async (status) => {
    const world = new World()
    await create(world)
    const published = publishedBy(world)
    await redeem(world)
    const query = { ...ofBroadcaster, reward_id: uuid(1), id: uuid(2) }
    await manager(world).patch(`${REWARDS}/redemptions`, { status }, query)
    const settled = { ...redemption(world), status: status.toLowerCase() }
    expect(published).toEqual([
      { type: `${type}.add`, version: '1', condition: ofReward, event: redemption(world) },
      { type: `${type}.update`, version: '1', condition: ofReward, event: settled },
    ])
  })

  test('of a reward that is removed is fulfilled', async () => {
    const world = new World()
    await create(world)
    await redeem(world)
    const published = publishedBy(world)
    await manager(world).delete(REWARDS, { ...ofBroadcaster, id: uuid(1) })
    expect(typesOf(published)).toEqual([`${type}.update 1`, 'channel.channel_points_custom_reward.remove 1'])
    expect(published[0]!.event).toEqual({ ...redemption(world), status: 'fulfilled' })
  })

  test('with an input is a message too', async () => {
    const world = new World()
    await create(world, { is_user_input_required: true, prompt: 'Your song?' })
    const published = publishedBy(world)
    await redeem(world, { user_input: 'The long one' })
    expect(typesOf(published)).toEqual([`${type}.add 1`, 'channel.chat.message 1'])
    expect(published[0]!.event).toMatchObject({ user_input: 'The long one' })
    expect(published[1]!.event).toMatchObject({
      ...who('chatter_user', world.viewer),
      message: { text: 'The long one' },
      channel_points_custom_reward_id: uuid(1),
    })
  })
})

describe('a reward of Twitch', () => {
  const type = 'channel.channel_points_automatic_reward_redemption.add'
  const common = (world: World) => ({
    ...broadcaster(world),
    ...who('user', world.viewer),
    id: uuid(1),
    redeemed_at: NOON,
  })

  test('is published in both versions', async () => {
    const world = new World()
    const published = publishedBy(world)
    const redemption = { ...ofBroadcaster, user_id: '1003', type: 'send_highlighted_message', text: 'Look!' }
    await world.send('POST', '/units/automatic_redemptions', { body: redemption })
    const [first, second] = [ofType(published, type), ofType(published, type, '2')]
    const reward = { type: 'send_highlighted_message' }
    expect([...first, ...second]).toEqual([
      {
        type,
        version: '1',
        condition,
        event: {
          ...common(world),
          reward: { ...reward, cost: 100, unlocked_emote: null },
          message: { text: 'Look!', emotes: [] },
          user_input: 'Look!',
        },
      },
      {
        type,
        version: '2',
        condition,
        event: {
          ...common(world),
          reward: { ...reward, channel_points: 100, emote: null },
          message: { text: 'Look!', fragments: [{ type: 'text', text: 'Look!', emote: null }] },
        },
      },
    ])
  })

  test('that unlocks an emote has no message', async () => {
    const world = new World()
    const published = publishedBy(world)
    const unlocked_emote = { id: '25', name: 'Kappa' }
    const wanted = { ...ofBroadcaster, user_id: '1003', type: 'random_sub_emote_unlock', unlocked_emote }
    await world.send('POST', '/units/automatic_redemptions', { body: wanted })
    expect(published[0]!.event).toMatchObject({ user_input: null, reward: { unlocked_emote } })
    expect(published[1]!.event).toMatchObject({ message: null, reward: { emote: unlocked_emote } })
  })
})
