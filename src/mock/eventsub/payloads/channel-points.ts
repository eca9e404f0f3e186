import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import type { Redemption } from '../../resources/channel-points/redemptions/schema.ts'
import type { CustomReward } from '../../resources/channel-points/rewards/schema.ts'
import { listRewards } from '../../resources/channel-points/rewards/store.ts'
import { named } from '../../resources/users/named.ts'
import { type ExampleContext, events, inChannel, type WrittenEvent } from './core/events.ts'

type AnyReward = Omit<CustomReward, 'broadcaster_login' | 'broadcaster_name'>
type AnyRedemption = Pick<
  Redemption,
  'id' | 'broadcaster_id' | 'user_id' | 'reward' | 'user_input' | 'status' | 'redeemed_at'
>

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelchannel_points_custom_rewardadd */
export const channelPoints = events({
  'channel.channel_points_custom_reward.add 1': {
    on: { 'custom_reward.add': rewardAdded },
    example: (context) => rewardAdded(context.store, exampleReward(context)),
  },
  'channel.channel_points_custom_reward.update 1': {
    on: { 'custom_reward.update': rewardChanged },
    example: (context) => rewardChanged(context.store, exampleReward(context)),
  },
  'channel.channel_points_custom_reward.remove 1': {
    on: { 'custom_reward.remove': rewardChanged },
    example: (context) => rewardChanged(context.store, exampleReward(context)),
  },
  'channel.channel_points_custom_reward_redemption.add 1': {
    on: { 'custom_reward_redemption.add': redeemed },
    example: (context) => redeemed(context.store, exampleRedemption(context, 'UNFULFILLED')),
  },
  'channel.channel_points_custom_reward_redemption.update 1': {
    on: { 'custom_reward_redemption.update': redeemed },
    example: (context) => redeemed(context.store, exampleRedemption(context, 'FULFILLED')),
  },
})

/** The event of a new reward. Its condition has no reward_id, since no subscription can know it before. */
function rewardAdded(store: Store, reward: AnyReward): WrittenEvent {
  const { id, broadcaster_id, cooldown_expires_at, max_per_stream_setting: perStream } = reward
  const { max_per_user_per_stream_setting: perUser, global_cooldown_setting: cooldown } = reward
  return inChannel(store, broadcaster_id, {
    id,
    is_enabled: reward.is_enabled,
    is_paused: reward.is_paused,
    is_in_stock: reward.is_in_stock,
    title: reward.title,
    cost: reward.cost,
    prompt: reward.prompt,
    is_user_input_required: reward.is_user_input_required,
    should_redemptions_skip_request_queue: reward.should_redemptions_skip_request_queue,
    max_per_stream: { is_enabled: perStream.is_enabled, value: perStream.max_per_stream },
    max_per_user_per_stream: { is_enabled: perUser.is_enabled, value: perUser.max_per_user_per_stream },
    background_color: reward.background_color,
    image: reward.image,
    default_image: reward.default_image,
    global_cooldown: { is_enabled: cooldown.is_enabled, seconds: cooldown.global_cooldown_seconds },
    cooldown_expires_at: cooldown_expires_at && toNanosecond(new Date(cooldown_expires_at)),
    redemptions_redeemed_current_stream: reward.redemptions_redeemed_current_stream,
  })
}

function rewardChanged(store: Store, reward: AnyReward): WrittenEvent {
  const { condition, event } = rewardAdded(store, reward)
  return { condition: { ...condition, reward_id: reward.id }, event }
}

function redeemed(store: Store, redemption: AnyRedemption): WrittenEvent {
  const { id, broadcaster_id, user_id, user_input, status, reward, redeemed_at } = redemption
  return inChannel(
    store,
    broadcaster_id,
    {
      id,
      ...named(store, 'user', user_id),
      user_input,
      status: status.toLowerCase(),
      reward,
      redeemed_at: toNanosecond(new Date(redeemed_at)),
    },
    { reward_id: reward.id },
  )
}

function exampleRedemption(context: ExampleContext, status: Redemption['status']): AnyRedemption {
  const { store, at, broadcaster_id, user_id } = context
  const { id, title, prompt, cost } = exampleReward(context)
  const reward = { id, title, prompt, cost }
  return {
    id: store.id(),
    broadcaster_id,
    user_id,
    reward,
    user_input: '',
    status,
    redeemed_at: at.toISOString(),
  }
}

/** The requested reward, any of the channel, or an invented one. */
function exampleReward({ store, broadcaster_id, condition }: ExampleContext): AnyReward {
  const ids = condition.reward_id ? [condition.reward_id] : undefined
  const rewards = listRewards(store, { broadcaster_id, ids })
  const standing = rewards[store.random.below(Math.max(1, rewards.length))]
  return standing ?? { ...exampleSettings, id: condition.reward_id || store.id(), broadcaster_id }
}

const images = 'https://static-cdn.jtvnw.net/custom-reward-images/default'

const exampleSettings: Omit<AnyReward, 'id' | 'broadcaster_id'> = {
  title: 'Hydrate!',
  prompt: 'Make the streamer drink.',
  cost: 300,
  image: null,
  default_image: { url_1x: `${images}-1.png`, url_2x: `${images}-2.png`, url_4x: `${images}-4.png` },
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
