import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import {
  type AutomaticRedemption,
  automaticRewards as rewards,
} from '../../resources/channel-points/automatic-rewards/store.ts'
import { parseFragments } from '../../resources/chat/fragments/store.ts'
import { emotePositions } from '../../resources/chat/fragments/wire.ts'
import { named } from '../../resources/users/named.ts'
import { type ExampleContext, events, inChannel, type WrittenEvent } from './core/events.ts'

const TYPE = 'channel.channel_points_automatic_reward_redemption.add'

/**
 * https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelchannel_points_automatic_reward_redemptionadd
 */
export const automaticRewards = events({
  [`${TYPE} 1`]: {
    on: { 'automatic_reward_redemption.add': versionOne },
    example: (context) => versionOne(context.store, exampleRedemption(context)),
  },
  [`${TYPE} 2`]: {
    on: { 'automatic_reward_redemption.add': versionTwo },
    example: (context) => versionTwo(context.store, exampleRedemption(context)),
  },
})

/** The event in version 1, with the positions of emotes and the user's input. */
function versionOne(store: Store, redemption: AutomaticRedemption): WrittenEvent {
  const { type, cost, unlocked_emote, text } = redemption
  const fragments = parseFragments(store, { ...redemption, text: text ?? '' })
  return redeemed(store, redemption, {
    reward: { type, cost, unlocked_emote },
    message: { text: text ?? '', emotes: emotePositions(fragments) },
    user_input: text,
  })
}

/** The event in version 2, with the fragments of the message. */
function versionTwo(store: Store, redemption: AutomaticRedemption): WrittenEvent {
  const { type, cost, unlocked_emote, text } = redemption
  const reward = { type, channel_points: cost, emote: unlocked_emote }
  if (text === null) return redeemed(store, redemption, { reward, message: null })
  const fragments = parseFragments(store, { ...redemption, text }).map((fragment) =>
    fragment.type === 'emote'
      ? { text: fragment.text, type: 'emote', emote: { id: fragment.emote.id } }
      : { text: fragment.text, type: 'text', emote: null },
  )
  return redeemed(store, redemption, { reward, message: { text, fragments } })
}

function redeemed(store: Store, redemption: AutomaticRedemption, more: object): WrittenEvent {
  const { id, broadcaster_id, user_id, redeemed_at } = redemption
  const user = named(store, 'user', user_id)
  return inChannel(store, broadcaster_id, {
    ...user,
    id,
    redeemed_at: toNanosecond(new Date(redeemed_at)),
    ...more,
  })
}

function exampleRedemption({ store, at, broadcaster_id, user_id }: ExampleContext): AutomaticRedemption {
  const type = rewards[store.random.below(rewards.length)]!
  const unlocks = type.endsWith('_unlock')
  return {
    id: store.id(),
    broadcaster_id,
    user_id,
    type,
    cost: unlocks ? 280 : 100,
    text: unlocks ? null : 'Look at this Kappa',
    unlocked_emote: unlocks ? { id: '25', name: 'Kappa' } : null,
    redeemed_at: at.toISOString(),
  }
}
