import { type Static, t } from '../../../http/schema.ts'

/** The reason of a refusal, with the codes of IRC's notices. Source: https://dev.twitch.tv/docs/irc/msg-id/ */
export const DropReason = t.Object({ code: t.String(), message: t.String() })
export type DropReason = Static<typeof DropReason>

/** Source: https://dev.twitch.tv/docs/api/reference/#send-chat-message */
export const SentMessage = t.Object({
  /** Empty if the message was not sent. */
  message_id: t.String(),
  is_sent: t.Boolean(),
  drop_reason: t.Nullable(DropReason),
})
export type SentMessage = Static<typeof SentMessage>
