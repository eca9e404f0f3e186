import type { Store } from '../../engine/store.ts'
import type { ChatMessageRow } from '../../resources/chat/messages/store.ts'
import { findUser } from '../../resources/users/store.ts'
import type { EventSubEvent } from '../event.ts'
import { donationNotice, exampleCampaign, exampleDonation } from './charity.ts'
import type { EventGroup, ExampleContext } from './core/event-group.ts'
import { named } from './core/named.ts'
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

/** EventQueue of moderators. Other notices belong to what they are about. */
export const notifications: EventGroup = {
  listen(on, store, publish) {
    on('chat.message', (message, at) => {
      if (message.announcement_color !== null) publish(announced(store, message, at))
    })
  },
  examples: {
    'channel.chat.notification'(context) {
      const example = exampleNotices[context.store.random.below(exampleNotices.length)]!
      return notices(context.store, example(context), context.at)[0]!
    },
  },
}

function announced(store: Store, message: ChatMessageRow, at: Date): EventSubEvent {
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

const exampleNotices: readonly ((context: ExampleContext) => Notice)[] = [
  (context) => subscriptionNotice(context.store, exampleSubscription(context)),
  (context) => resubscriptionNotice(context.store, exampleResubscription(context)),
  (context) => giftNotices(context.store, exampleGift(context), context.at).at(-1)!,
  (context) => raidNotice(context.store, exampleRaid(context)),
  (context) => donationNotice(context.store, exampleCampaign(context), exampleDonation(context)),
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
