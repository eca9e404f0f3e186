import { type Static, t } from '../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-users */
export const User = t.Object({
  id: t.String(),
  login: t.String(),
  display_name: t.String(),
  type: t.Enum(['admin', 'global_mod', 'staff', '']),
  broadcaster_type: t.Enum(['affiliate', 'partner', '']),
  description: t.String(),
  profile_image_url: t.String(),
  offline_image_url: t.String(),
  view_count: t.Integer(),
  /** Only with the scope user:read:email. */
  email: t.Optional(t.String()),
  created_at: t.Timestamp(),
})
export type User = Static<typeof User>
