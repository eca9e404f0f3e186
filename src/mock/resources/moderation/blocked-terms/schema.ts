import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-blocked-terms */
export const BlockedTerm = t.Object({
  broadcaster_id: t.String(),
  moderator_id: t.String(),
  id: t.String(),
  text: t.String(),
  created_at: t.Timestamp(),
  updated_at: t.Timestamp(),
  /** The end of a term that AutoMod blocks for a time; null for all others. */
  expires_at: t.Nullable(t.Timestamp()),
})
export type BlockedTerm = Static<typeof BlockedTerm>
