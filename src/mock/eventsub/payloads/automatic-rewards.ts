import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import {
  type AutomaticRedemption,
  automaticRewards as rewards,
} from '../../resources/channel-points/automatic-rewards/store.ts'
import { parseFragments } from '../../resources/chat/fragments/store.ts'
import { emotePositions } from '../../resources/chat/fragments/wire.ts'
import type { EventSubEvent } from '../event.ts'
import { type EventGroup, type ExampleContext, inChannel } from './core/event-group.ts'
import { named } from './core/named.ts'

const TYPE = 'channel.channel_points_automatic_reward_redemption.add'

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelchannel_points_automatic_reward_redemptionadd */
export const automaticRewards: EventGroup = {
  listen(on, store, publish) {
    on('automatic_reward_redemption.add', (redemption, at) => {
      for (const announcement of redeemed(store, redemption, at)) publish(announcement)
    })
  },
  examples: {
    [TYPE]: (context) => redeemed(context.store, exampleRedemption(context), context.at),
  },
}

function redeemed(store: Store, redemption: AutomaticRedemption, at: Date): EventSubEvent[] {
  const { id, broadcaster_id, user_id, redeemed_at } = redemption
  const occasion = { type: TYPE, broadcaster_id, at }
  const common = { ...named(store, 'user', user_id), id, redeemed_at: toNanosecond(new Date(redeemed_at)) }
  return [
    inChannel(store, occasion, { ...common, ...first(store, redemption) }),
    inChannel(store, { ...occasion, version: '2' }, { ...common, ...second(store, redemption) }),
  ]
}

/** What version 1 says. */
function first(store: Store, { type, cost, unlocked_emote, text, ...writing }: AutomaticRedemption): object {
  const fragments = parseFragments(store, { ...writing, text: text ?? '' })
  return {
    reward: { type, cost, unlocked_emote },
    message: { text: text ?? '', emotes: emotePositions(fragments) },
    user_input: text,
  }
}

/** What version 2 says. */
function second(store: Store, { type, cost, unlocked_emote, text, ...writing }: AutomaticRedemption): object {
  const reward = { type, channel_points: cost, emote: unlocked_emote }
  if (text === null) return { reward, message: null }
  const fragments = parseFragments(store, { ...writing, text }).map((fragment) =>
    fragment.type === 'emote'
      ? { text: fragment.text, type: 'emote', emote: { id: fragment.emote.id } }
      : { text: fragment.text, type: 'text', emote: null },
  )
  return { reward, message: { text, fragments } }
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
