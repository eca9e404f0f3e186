import type { Store } from '../../engine/store.ts'
import { parseFragments } from '../../resources/chat/fragments/store.ts'
import { emotePositions } from '../../resources/chat/fragments/wire.ts'
import type { AnyResubscription, AnySubscription } from '../../resources/chat/notices/sources.ts'
import type { SubscriptionGift } from '../../resources/subscriptions/store.ts'
import { named, namedOrNull } from '../../resources/users/named.ts'
import { type ExampleContext, events, inChannel, type WrittenEvent } from './core/events.ts'

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelsubscribe */
export const subscriptions = events({
  'channel.subscribe 1': {
    on: { 'subscription.begin': subscribed },
    example: (context) => subscribed(context.store, exampleSubscription(context)),
  },
  'channel.subscription.end 1': {
    on: { 'subscription.end': subscribed },
    example: (context) => subscribed(context.store, exampleSubscription(context)),
  },
  'channel.subscription.gift 1': {
    on: { 'subscription.gift': given },
    example: (context) => given(context.store, exampleGift(context)),
  },
  'channel.subscription.message 1': {
    on: { 'subscription.message': resubscribed },
    example: (context) => resubscribed(context.store, exampleResubscription(context)),
  },
})

function subscribed(store: Store, subscription: AnySubscription): WrittenEvent {
  const { broadcaster_id, user_id, tier, is_gift } = subscription
  return inChannel(store, broadcaster_id, { ...named(store, 'user', user_id), tier, is_gift })
}

function given(store: Store, gift: SubscriptionGift): WrittenEvent {
  const { broadcaster_id, gifter_id, tier, total, cumulative_total } = gift
  return inChannel(store, broadcaster_id, {
    ...namedOrNull(store, 'user', gifter_id),
    total,
    tier,
    cumulative_total,
    is_anonymous: gifter_id === null,
  })
}

function resubscribed(store: Store, resubscription: AnyResubscription): WrittenEvent {
  const { broadcaster_id, user_id, tier, message: text, cumulative_months, streak_months } = resubscription
  const fragments = parseFragments(store, { broadcaster_id, user_id, text })
  return inChannel(store, broadcaster_id, {
    ...named(store, 'user', user_id),
    tier,
    message: { text, emotes: emotePositions(fragments) },
    cumulative_months,
    streak_months,
    duration_months: 1,
  })
}

const tiers = ['1000', '2000', '3000'] as const

/** A random subscription, for an event on demand. */
export const exampleSubscription = ({ store, broadcaster_id, user_id }: ExampleContext): AnySubscription => ({
  broadcaster_id,
  user_id,
  tier: tiers[store.random.below(tiers.length)]!,
  is_gift: false,
})

/** A random resubscription, for an event on demand. */
export function exampleResubscription(context: ExampleContext): AnyResubscription {
  const cumulative_months = 2 + context.store.random.below(30)
  return {
    ...exampleSubscription(context),
    gifter_id: '',
    message: 'Another month, hello everyone! HeyGuys',
    cumulative_months,
    streak_months: 1 + context.store.random.below(cumulative_months),
  }
}

/** A random gift of subscriptions, for an event on demand. */
export function exampleGift(context: ExampleContext): SubscriptionGift {
  const { broadcaster_id, user_id, other_id, fields } = context
  const total = 1 + context.store.random.below(5)
  const isAnonymous = fields.is_anonymous === true || fields.chatter_is_anonymous === true
  return {
    broadcaster_id,
    gifter_id: isAnonymous ? null : user_id,
    tier: '1000',
    user_ids: [other_id],
    total,
    cumulative_total: isAnonymous ? null : total + context.store.random.below(50),
  }
}
