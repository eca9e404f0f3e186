import type { ChatMessageRow } from '../../helix/chat/messages/store.ts'
import { findUser } from '../../helix/users/store.ts'
import type { Store } from '../../store/store.ts'
import type { Announcement } from '../announcement.ts'
import { donationNotice, exampleCampaign, exampleDonation } from './charity.ts'
import type { Family, Scene } from './family.ts'
import { named } from './named.ts'
import { type Notice, noticed, notices } from './notices.ts'
import { exampleRaid, raidNotice } from './raids.ts'
import {
  exampleGift,
  exampleResubscription,
  exampleSubscription,
  giftNotices,
  resubscriptionNotice,
  subscriptionNotice,
} from './subscriptions.ts'

/** Announcements of moderators. Other notices belong to what they are about. */
export const notifications: Family = {
  listen(on, store, announce) {
    on('chat.message', (message, at) => {
      if (message.announcement_color !== null) announce(announced(store, message, at))
    })
  },
  examples: {
    'channel.chat.notification'(scene) {
      const example = exampleNotices[scene.store.random.below(exampleNotices.length)]!
      return notices(scene.store, example(scene), scene.at)[0]!
    },
  },
}

function announced(store: Store, message: ChatMessageRow, at: Date): Announcement {
  const { id, broadcaster_id, user_id, text, fragments, announcement_color } = message
  const { source_broadcaster_id, source_message_id } = message
  return noticed(
    store,
    {
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
    },
    at,
  )
}

const exampleNotices: readonly ((scene: Scene) => Notice)[] = [
  (scene) => subscriptionNotice(scene.store, exampleSubscription(scene)),
  (scene) => resubscriptionNotice(scene.store, exampleResubscription(scene)),
  (scene) => giftNotices(scene.store, exampleGift(scene), scene.at).at(-1)!,
  (scene) => raidNotice(scene.store, exampleRaid(scene)),
  (scene) => donationNotice(scene.store, exampleCampaign(scene), exampleDonation(scene)),
  ({ store, broadcaster_id, user_id }) => ({
    broadcaster_id,
    user_id,
    kind: 'bits_badge_tier',
    details: { tier: 1000 },
    system_message: `${findUser(store, user_id)?.display_name} just earned a new 1K Bits badge!`,
  }),
  ({ store, broadcaster_id, user_id, other_id }) => ({
    broadcaster_id,
    user_id,
    kind: 'pay_it_forward',
    details: { gifter_is_anonymous: false, ...named(store, 'gifter_user', other_id) },
    system_message: `${findUser(store, user_id)?.display_name} is paying forward the Gift they got!`,
  }),
  ({ store, broadcaster_id, user_id }) => ({
    broadcaster_id,
    user_id,
    kind: 'prime_paid_upgrade',
    details: { sub_tier: '1000' },
    system_message: `${findUser(store, user_id)?.display_name} converted from a Prime sub to a Tier 1 sub!`,
  }),
]
