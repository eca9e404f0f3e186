import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-shared-chat-session */
export const SharedChatSession = t.Object({
  session_id: t.String(),
  host_broadcaster_id: t.String(),
  participants: t.Array(t.Object({ broadcaster_id: t.String() })),
  created_at: t.Timestamp(),
  updated_at: t.Timestamp(),
})
export type SharedChatSession = Static<typeof SharedChatSession>
