import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#add-suspicious-status-to-chat-user */
export const SuspiciousUser = t.Object({
  user_id: t.String(),
  broadcaster_id: t.String(),
  moderator_id: t.String(),
  updated_at: t.Timestamp(),
  status: t.Enum(['ACTIVE_MONITORING', 'RESTRICTED', 'NO_TREATMENT']),
  types: t.Array(
    t.Enum(['MANUALLY_ADDED', 'DETECTED_BAN_EVADER', 'DETECTED_SUS_CHATTER', 'BANNED_IN_SHARED_CHANNEL']),
  ),
})
export type SuspiciousUser = Static<typeof SuspiciousUser>
