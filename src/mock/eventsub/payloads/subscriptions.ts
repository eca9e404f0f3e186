import type { Store } from '../../engine/store.ts'
import { parseFragments } from '../../resources/chat/fragments/store.ts'
import { emotePositions } from '../../resources/chat/fragments/wire.ts'
import type { Subscription } from '../../resources/subscriptions/schema.ts'
import type { Resubscription, SubscriptionGift } from '../../resources/subscriptions/store.ts'
import { findUser } from '../../resources/users/store.ts'
import type { EventSubEvent } from '../event.ts'
import { derivedId } from './core/derived-id.ts'
import { type EventGroup, type ExampleContext, inChannel } from './core/event-group.ts'
import { named, namedOrNull } from './core/named.ts'
import { type Notice, notices } from './notices.ts'

type AnySubscription = Pick<Subscription, 'broadcaster_id' | 'user_id' | 'tier' | 'is_gift'>
type AnyResubscription = AnySubscription &
  Pick<Resubscription, 'gifter_id' | 'message' | 'cumulative_months' | 'streak_months'>

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelsubscribe */
export const subscriptions: EventGroup = {
  listen(on, store, publish) {
    const notify = (notice: Notice, at: Date) => {
      for (const announcement of notices(store, notice, at)) publish(announcement)
    }
    on('subscription.begin', (subscription, at) => {
      publish(subscribed(store, 'channel.subscribe', subscription, at))
      // What was given is told of with the gift.
      if (!subscription.is_gift) notify(subscriptionNotice(store, subscription), at)
    })
    on('subscription.gift', (gift, at) => {
      publish(given(store, gift, at))
      for (const notice of giftNotices(store, gift, at)) notify(notice, at)
    })
    on('subscription.message', (resubscription, at) => {
      publish(resubscribed(store, resubscription, at))
      notify(resubscriptionNotice(store, resubscription), at)
    })
    on('subscription.end', (subscription, at) =>
      publish(subscribed(store, 'channel.subscription.end', subscription, at)),
    )
  },
  examples: {
    'channel.subscribe': (context) =>
      subscribed(context.store, 'channel.subscribe', exampleSubscription(context), context.at),
    'channel.subscription.end': (context) =>
      subscribed(context.store, 'channel.subscription.end', exampleSubscription(context), context.at),
    'channel.subscription.gift': (context) => given(context.store, exampleGift(context), context.at),
    'channel.subscription.message': (context) =>
      resubscribed(context.store, exampleResubscription(context), context.at),
  },
}

type SubscriptionType = 'channel.subscribe' | 'channel.subscription.end'

function subscribed(
  store: Store,
  type: SubscriptionType,
  subscription: AnySubscription,
  at: Date,
): EventSubEvent {
  const { broadcaster_id, user_id, tier, is_gift } = subscription
  return inChannel(store, { type, broadcaster_id, at }, { ...named(store, 'user', user_id), tier, is_gift })
}

function given(store: Store, gift: SubscriptionGift, at: Date): EventSubEvent {
  const { broadcaster_id, gifter_id, tier, total, cumulative_total } = gift
  return inChannel(
    store,
    { type: 'channel.subscription.gift', broadcaster_id, at },
    {
      ...namedOrNull(store, 'user', gifter_id),
      total,
      tier,
      cumulative_total,
      is_anonymous: gifter_id === null,
    },
  )
}

function resubscribed(store: Store, resubscription: AnyResubscription, at: Date): EventSubEvent {
  const { broadcaster_id, user_id, tier, message: text, cumulative_months, streak_months } = resubscription
  const fragments = parseFragments(store, { broadcaster_id, user_id, text })
  return inChannel(
    store,
    { type: 'channel.subscription.message', broadcaster_id, at },
    {
      ...named(store, 'user', user_id),
      tier,
      message: { text, emotes: emotePositions(fragments) },
      cumulative_months,
      streak_months,
      duration_months: 1,
    },
  )
}

export function subscriptionNotice(store: Store, { broadcaster_id, user_id, tier }: AnySubscription): Notice {
  return {
    broadcaster_id,
    user_id,
    kind: 'sub',
    details: { sub_tier: tier, is_prime: false, duration_months: 1 },
    system_message: `${nameOf(store, user_id)} subscribed at ${inWords(tier)}.`,
  }
}

export function resubscriptionNotice(store: Store, resubscription: AnyResubscription): Notice {
  const { broadcaster_id, user_id, tier, message, cumulative_months, streak_months, is_gift, gifter_id } =
    resubscription
  const months = `They've subscribed for ${cumulative_months} months!`
  return {
    broadcaster_id,
    user_id,
    kind: 'resub',
    details: {
      cumulative_months,
      duration_months: 1,
      streak_months,
      sub_tier: tier,
      is_prime: false,
      is_gift,
      gifter_is_anonymous: is_gift ? gifter_id === '' : null,
      ...namedOrNull(store, 'gifter_user', gifter_id),
    },
    system_message: `${nameOf(store, user_id)} subscribed at ${inWords(tier)}. ${months}`,
    text: message,
  }
}

/** One for each who got a subscription; if there are several, one for all of them before. */
export function giftNotices(store: Store, gift: SubscriptionGift, at: Date): Notice[] {
  const { broadcaster_id, gifter_id, tier, user_ids, cumulative_total } = gift
  const total = user_ids.length
  const id = total > 1 ? derivedId('gift', broadcaster_id, gifter_id, at.getTime(), user_ids) : null
  const giver = gifter_id ? nameOf(store, gifter_id) : 'An anonymous user'
  const community = {
    broadcaster_id,
    user_id: gifter_id,
    kind: 'community_sub_gift',
    details: { id, total, sub_tier: tier, cumulative_total },
    system_message: `${giver} is gifting ${total} ${inWords(tier)} Subs to ${nameOf(store, broadcaster_id)}'s community!`,
  } as const
  const each = user_ids.map((user_id) => ({
    broadcaster_id,
    user_id: gifter_id,
    kind: 'sub_gift' as const,
    details: {
      duration_months: 1,
      cumulative_total,
      ...named(store, 'recipient_user', user_id),
      sub_tier: tier,
      community_gift_id: id,
    },
    system_message: `${giver} gifted a ${inWords(tier)} sub to ${nameOf(store, user_id)}!`,
  }))
  return id === null ? each : [community, ...each]
}

const nameOf = (store: Store, user_id: string) => findUser(store, user_id)?.display_name ?? ''

/** The "Tier 1" of "1000". */
const inWords = (tier: Subscription['tier']) => `Tier ${tier[0]}`

const tiers = ['1000', '2000', '3000'] as const

export const exampleSubscription = ({ store, broadcaster_id, user_id }: ExampleContext): AnySubscription => ({
  broadcaster_id,
  user_id,
  tier: tiers[store.random.below(tiers.length)]!,
  is_gift: false,
})

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

export function exampleGift(context: ExampleContext): SubscriptionGift {
  const { broadcaster_id, user_id, other_id } = context
  const total = 1 + context.store.random.below(5)
  return {
    broadcaster_id,
    gifter_id: user_id,
    tier: '1000',
    user_ids: [other_id],
    total,
    cumulative_total: total + context.store.random.below(50),
  }
}
