import type { Store } from '../engine/store.ts'
import type { Notice, NoticeKind } from '../resources/chat/notices/store.ts'
import { findUser } from '../resources/users/store.ts'
import type { Tags } from './message.ts'

type Details = Notice['details']
type Params = (store: Store, details: Details, notice: Notice) => Tags

/** The `msg-id` of each kind of notice. Source: https://dev.twitch.tv/docs/chat/irc/#usernotice-tags */
const noticeNames: Readonly<Record<NoticeKind, string>> = {
  sub: 'sub',
  resub: 'resub',
  sub_gift: 'subgift',
  community_sub_gift: 'submysterygift',
  gift_paid_upgrade: 'giftpaidupgrade',
  prime_paid_upgrade: 'primepaidupgrade',
  pay_it_forward: 'standardpayforward',
  raid: 'raid',
  unraid: 'unraid',
  announcement: 'announcement',
  bits_badge_tier: 'bitsbadgetier',
  charity_donation: 'charitydonation',
  watch_streak: 'viewermilestone',
  modiversary: 'modiversary',
  unknown: 'unknown',
}

/** The `msg-id` of a notice: upgrades of anonymous gifts and gifts passed on to everybody have IDs of their own. */
export function nameOf({ kind, details }: Notice): string {
  if (kind === 'gift_paid_upgrade' && details.gifter_is_anonymous) return 'anongiftpaidupgrade'
  if (kind === 'pay_it_forward' && !details.recipient_user_id) return 'communitypayforward'
  return noticeNames[kind]
}

/** The tags `msg-param-…` of a notice. */
export function paramsOf(store: Store, notice: Notice): Tags {
  const tags = params[notice.kind]?.(store, notice.details, notice) ?? {}
  return Object.fromEntries(Object.entries(tags).map(([name, value]) => [`msg-param-${name}`, value]))
}

const params: Partial<Record<NoticeKind, Params>> = {
  sub: (_, details) => ({
    'cumulative-months': 1,
    months: 0,
    'multimonth-duration': 1,
    'multimonth-tenure': 0,
    'should-share-streak': false,
    ...planOf(details),
  }),
  resub: (_, details) => ({
    'cumulative-months': number(details.cumulative_months),
    months: 0,
    'multimonth-duration': 0,
    'multimonth-tenure': 0,
    'should-share-streak': details.streak_months !== null && details.streak_months !== undefined,
    'streak-months': number(details.streak_months) || undefined,
    ...planOf(details),
    'was-gifted': Boolean(details.is_gift),
  }),
  sub_gift: (store, details) => ({
    'gift-months': 1,
    months: 1,
    'origin-id': text(details.community_gift_id) || undefined,
    'community-gift-id': text(details.community_gift_id) || undefined,
    'recipient-display-name': text(details.recipient_user_name),
    'recipient-id': text(details.recipient_user_id),
    'recipient-user-name': text(details.recipient_user_login) || loginOf(store, details.recipient_user_id),
    'sender-count': number(details.cumulative_total),
    ...planOf(details),
  }),
  community_sub_gift: (_, details) => ({
    'community-gift-id': text(details.id),
    'mass-gift-count': number(details.total),
    'origin-id': text(details.id),
    'sender-count': number(details.cumulative_total),
    'sub-plan': text(details.sub_tier),
  }),
  gift_paid_upgrade: (store, details) => ({
    'sender-login': details.gifter_is_anonymous ? undefined : loginOf(store, details.gifter_user_id),
    'sender-name': details.gifter_is_anonymous ? undefined : text(details.gifter_user_name),
  }),
  prime_paid_upgrade: (_, details) => ({ 'sub-plan': text(details.sub_tier) }),
  pay_it_forward: (_, details) => ({
    'prior-gifter-anonymous': Boolean(details.gifter_is_anonymous),
    'prior-gifter-display-name': text(details.gifter_user_name),
    'prior-gifter-id': text(details.gifter_user_id),
    'prior-gifter-user-name': text(details.gifter_user_login),
    'recipient-display-name': text(details.recipient_user_name) || undefined,
    'recipient-id': text(details.recipient_user_id) || undefined,
    'recipient-user-name': text(details.recipient_user_login) || undefined,
  }),
  raid: (_, details) => ({
    displayName: text(details.user_name),
    login: text(details.user_login),
    profileImageURL: text(details.profile_image_url),
    viewerCount: number(details.viewer_count),
  }),
  announcement: (_, details) => ({ color: text(details.color) }),
  bits_badge_tier: (_, details) => ({ threshold: number(details.tier) }),
  charity_donation: (_, details) => {
    const amount = details.amount as { value: number; decimal_place: number; currency: string }
    return {
      'charity-name': text(details.charity_name),
      'donation-amount': amount.value,
      'donation-currency': amount.currency,
      exponent: amount.decimal_place,
    }
  },
  watch_streak: (_, details, { broadcaster_id, user_id }) => ({
    category: 'watch-streak',
    copoReward: number(details.channel_points_awarded),
    id: `${broadcaster_id}-${user_id}`,
    value: number(details.streak_count),
  }),
  modiversary: (_, details) => ({ months: number(details.months) }),
}

const planOf = ({ sub_tier, is_prime }: Details): Tags => ({
  'sub-plan': is_prime ? 'Prime' : text(sub_tier),
  'sub-plan-name': `Channel Subscription (${is_prime ? 'Prime' : `Tier ${text(sub_tier)[0]}`})`,
})

const loginOf = (store: Store, id: unknown) =>
  typeof id === 'string' ? (findUser(store, id)?.login ?? '') : ''
const text = (value: unknown) => (typeof value === 'string' ? value : '')
const number = (value: unknown) => (typeof value === 'number' ? value : 0)
