import { derivedId } from '../../../../lib/derived-id.ts'
import type { EventName, Events } from '../../../engine/events.ts'
import type { Store } from '../../../engine/store.ts'
import type { Campaign, Donation } from '../../charity/schema.ts'
import type { Raid } from '../../raids/store.ts'
import type { Subscription } from '../../subscriptions/schema.ts'
import type { Resubscription, SubscriptionGift } from '../../subscriptions/store.ts'
import { named, namedOrNull } from '../../users/named.ts'
import { findUser } from '../../users/store.ts'
import type { ChatMessage } from '../messages/store.ts'
import type { Notice } from './store.ts'

/** The members of a subscription that its notice needs. */
export type AnySubscription = Pick<Subscription, 'broadcaster_id' | 'user_id' | 'tier' | 'is_gift'>

/** The members of a resubscription that its notice needs. */
export type AnyResubscription = AnySubscription &
  Pick<Resubscription, 'gifter_id' | 'message' | 'cumulative_months' | 'streak_months'>

type AnyCampaign = Pick<Campaign, 'broadcaster_id' | 'charity_name'>
type AnyDonation = Pick<Donation, 'user_id' | 'amount'>

type Sources = {
  [Name in EventName]?: (
    store: Store,
    payload: Events[Name],
    at: Date,
  ) => Notice | readonly Notice[] | undefined
}

/** The events of the store that cause notices in chat. */
export const noticeSources = {
  // A gifted subscription has the notice of its gift.
  'subscription.begin': (store, subscription) =>
    subscription.is_gift ? undefined : subscriptionNotice(store, subscription),
  'subscription.gift': giftNotices,
  'subscription.message': resubscriptionNotice,
  raid: raidNotice,
  'raid.cancel': (_, raid) => unraidNotice(raid),
  'charity_campaign.donate': (store, { campaign, donation }) => donationNotice(store, campaign, donation),
  'chat.message': (_, message) =>
    message.announcement_color === null ? undefined : announcementNotice(message),
  'chat.notice': (_, notice) => notice,
} satisfies Sources

type Source = (store: Store, payload: never, at: Date) => Notice | readonly Notice[] | undefined

/** Each of these events with the notices that it causes. */
export const noticeCauses = (Object.entries(noticeSources) as [keyof typeof noticeSources, Source][]).map(
  ([name, source]) => ({
    name,
    noticesOf: (store: Store, payload: Events[EventName], at: Date): readonly Notice[] =>
      [source(store, payload as never, at) ?? []].flat(),
  }),
)

function announcementNotice(message: ChatMessage): Notice {
  const { id, broadcaster_id, user_id, text, fragments, announcement_color } = message
  const { source_broadcaster_id, source_message_id, is_source_only } = message
  return {
    broadcaster_id,
    user_id,
    kind: 'announcement',
    details: { color: announcement_color?.toUpperCase() },
    system_message: '',
    text,
    fragments,
    message_id: id,
    source_broadcaster_id,
    source_message_id,
    is_source_only,
  }
}

/** The notice of a subscription. */
export function subscriptionNotice(store: Store, { broadcaster_id, user_id, tier }: AnySubscription): Notice {
  return {
    broadcaster_id,
    user_id,
    kind: 'sub',
    details: { sub_tier: tier, is_prime: false, duration_months: 1 },
    system_message: `${nameOf(store, user_id)} subscribed at ${inWords(tier)}.`,
  }
}

/** The notice of a resubscription. */
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

/** The notices of a gift: one for each recipient and, if there are several, one for all of them first. */
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
    system_message:
      `${giver} is gifting ${total} ${inWords(tier)} Subs ` +
      `to ${nameOf(store, broadcaster_id)}'s community!`,
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

/** The name of a tier, such as "Tier 1" for "1000". */
const inWords = (tier: Subscription['tier']) => `Tier ${tier[0]}`

/** The notice of a raid, in the raided channel. */
export function raidNotice(store: Store, { from_broadcaster_id, to_broadcaster_id, viewers }: Raid): Notice {
  const raider = findUser(store, from_broadcaster_id)
  return {
    broadcaster_id: to_broadcaster_id,
    user_id: from_broadcaster_id,
    kind: 'raid',
    details: {
      ...named(store, 'user', from_broadcaster_id),
      viewer_count: viewers,
      profile_image_url: raider?.profile_image_url ?? '',
    },
    system_message: `${viewers} raiders from ${raider?.display_name} have joined!`,
  }
}

/** The notice of a canceled raid, in the raiding channel. */
export const unraidNotice = ({ from_broadcaster_id }: Raid): Notice => ({
  broadcaster_id: from_broadcaster_id,
  user_id: from_broadcaster_id,
  kind: 'unraid',
  details: {},
  system_message: 'The raid has been canceled.',
})

/** The notice of a donation to charity. */
export function donationNotice(store: Store, campaign: AnyCampaign, donation: AnyDonation): Notice {
  const { broadcaster_id, charity_name } = campaign
  const { value, decimal_places, currency } = donation.amount
  const sum = (value / 10 ** decimal_places).toFixed(decimal_places)
  const name = findUser(store, donation.user_id)?.display_name
  return {
    broadcaster_id,
    user_id: donation.user_id,
    kind: 'charity_donation',
    details: { charity_name, amount: { value, decimal_place: decimal_places, currency } },
    system_message: `${name}: Donated ${currency} ${sum} to support ${charity_name}`,
  }
}
