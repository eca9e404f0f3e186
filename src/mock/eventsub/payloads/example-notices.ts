import {
  donationNotice,
  giftNotices,
  raidNotice,
  resubscriptionNotice,
  subscriptionNotice,
  unraidNotice,
} from '../../resources/chat/notices/sources.ts'
import type { Notice, NoticeKind } from '../../resources/chat/notices/store.ts'
import { named } from '../../resources/users/named.ts'
import { findUser } from '../../resources/users/store.ts'
import { exampleCampaign, exampleDonation } from './charity.ts'
import type { ExampleContext } from './core/events.ts'
import { exampleRaid } from './raids.ts'
import { exampleGift, exampleResubscription, exampleSubscription } from './subscriptions.ts'

type ExampleNotice = (context: ExampleContext) => Notice

/** A notice of every kind. */
export const exampleNotices: Readonly<Record<NoticeKind, ExampleNotice>> = {
  sub: (context) => subscriptionNotice(context.store, exampleSubscription(context)),
  resub: (context) => resubscriptionNotice(context.store, exampleResubscription(context)),
  sub_gift: (context) => giftNotices(context.store, exampleGift(context), context.at).at(-1)!,
  community_sub_gift(context) {
    const gift = exampleGift(context)
    const user_ids = [context.user_id, context.other_id]
    return giftNotices(context.store, { ...gift, user_ids, total: user_ids.length }, context.at)[0]!
  },
  gift_paid_upgrade: said(
    'gift_paid_upgrade',
    'is continuing the Gift Sub they got!',
    ({ store, other_id }) => ({
      gifter_is_anonymous: false,
      ...named(store, 'gifter_user', other_id),
    }),
  ),
  prime_paid_upgrade: said('prime_paid_upgrade', 'converted from a Prime sub to a Tier 1 sub!', () => ({
    sub_tier: '1000',
  })),
  pay_it_forward: said(
    'pay_it_forward',
    'is paying forward the Gift they got!',
    ({ store, moderator_id, other_id }) => ({
      gifter_is_anonymous: false,
      ...named(store, 'gifter_user', other_id),
      ...named(store, 'recipient_user', moderator_id),
    }),
  ),
  raid: (context) => raidNotice(context.store, exampleRaid(context)),
  unraid: (context) => unraidNotice(exampleRaid(context)),
  announcement: (context) => ({
    broadcaster_id: context.broadcaster_id,
    user_id: context.moderator_id,
    kind: 'announcement',
    details: { color: 'PRIMARY' },
    system_message: '',
    text: 'The tournament starts in ten minutes.',
  }),
  bits_badge_tier: said('bits_badge_tier', 'just earned a new 1K Bits badge!', () => ({ tier: 1000 })),
  charity_donation: (context) =>
    donationNotice(context.store, exampleCampaign(context), exampleDonation(context)),
  watch_streak: said('watch_streak', 'watched 5 consecutive streams and sparked a watch streak!', () => ({
    streak_count: 5,
    channel_points_awarded: 450,
  })),
  modiversary: said('modiversary', 'has been a moderator for 12 months!', () => ({ months: 12 })),
  unknown: said('unknown', 'did something new.', () => ({})),
}

/** A notice about the viewer of the example. */
function said(
  kind: NoticeKind,
  sentence: string,
  details: (context: ExampleContext) => Notice['details'],
): ExampleNotice {
  return (context) => {
    const { store, broadcaster_id, user_id } = context
    const system_message = `${findUser(store, user_id)?.display_name} ${sentence}`
    return { broadcaster_id, user_id, kind, details: details(context), system_message }
  }
}
