import type { Store } from '../../engine/store.ts'
import { parseFragments } from '../../resources/chat/fragments/store.ts'
import { moderatedFragments } from '../../resources/chat/fragments/wire.ts'
import type { ChatMessageRow } from '../../resources/chat/messages/store.ts'
import { listBanningChannels } from '../../resources/moderation/bans/store.ts'
import type { SuspiciousUser } from '../../resources/moderation/suspicious-users/schema.ts'
import { findSuspiciousUser } from '../../resources/moderation/suspicious-users/store.ts'
import { named } from '../../resources/users/named.ts'
import { exampleMessage } from './chat.ts'
import { type ExampleContext, events, inChannel, type WrittenEvent } from './core/events.ts'

/** The statuses as the events name them. */
const statuses: Record<SuspiciousUser['status'], string> = {
  ACTIVE_MONITORING: 'active_monitoring',
  RESTRICTED: 'restricted',
  NO_TREATMENT: 'none',
}
const types: Record<SuspiciousUser['types'][number], string> = {
  MANUALLY_ADDED: 'manually_added',
  DETECTED_BAN_EVADER: 'ban_evader',
  DETECTED_SUS_CHATTER: 'ban_evader',
  BANNED_IN_SHARED_CHANNEL: 'banned_in_shared_channel',
}

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelsuspicious_usermessage */
export const suspiciousUsers = events({
  'channel.suspicious_user.update 1': {
    on: { 'suspicious_user.update': updated },
    example: (context) => updated(context.store, exampleUser(context)),
  },
  'channel.suspicious_user.message 1': {
    on: {
      'chat.message'(store, message) {
        const user = findSuspiciousUser(store, message.broadcaster_id, message.user_id)
        return user && written(store, message, user)
      },
    },
    example: (context) => written(context.store, exampleMessage(context), exampleUser(context)),
  },
})

function updated(store: Store, user: SuspiciousUser): WrittenEvent {
  const { broadcaster_id, moderator_id, user_id, status } = user
  return inChannel(store, broadcaster_id, {
    ...named(store, 'moderator_user', moderator_id),
    ...named(store, 'user', user_id),
    low_trust_status: statuses[status],
  })
}

function written(store: Store, message: ChatMessageRow, user: SuspiciousUser): WrittenEvent {
  const { id, broadcaster_id, user_id, text } = message
  const isBannedElsewhere = user.types.includes('BANNED_IN_SHARED_CHANNEL')
  const fragments = moderatedFragments(parseFragments(store, message))
  return inChannel(store, broadcaster_id, {
    ...named(store, 'user', user_id),
    low_trust_status: statuses[user.status],
    shared_ban_channel_ids: isBannedElsewhere ? listBanningChannels(store, user_id) : null,
    types: [...new Set(user.types.map((type) => types[type]))],
    ban_evasion_evaluation: evaluationOf(user),
    message: { message_id: id, text, fragments },
  })
}

function evaluationOf({ types }: SuspiciousUser): string {
  if (types.includes('DETECTED_BAN_EVADER')) return 'likely'
  return types.includes('DETECTED_SUS_CHATTER') ? 'possible' : 'unknown'
}

const exampleUser = ({ at, broadcaster_id, moderator_id, user_id }: ExampleContext): SuspiciousUser => ({
  broadcaster_id,
  moderator_id,
  user_id,
  updated_at: at.toISOString(),
  status: 'ACTIVE_MONITORING',
  types: ['MANUALLY_ADDED', 'DETECTED_BAN_EVADER'],
})
