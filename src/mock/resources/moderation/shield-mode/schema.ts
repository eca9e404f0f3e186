import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-shield-mode-status */
export const ShieldMode = t.Object({
  is_active: t.Boolean(),
  /** The moderator of the last activation, and its time; empty if there was none. */
  moderator_id: t.String(),
  moderator_login: t.String(),
  moderator_name: t.String(),
  last_activated_at: t.String(),
})
export type ShieldMode = Static<typeof ShieldMode>
