import { type Static, t } from '../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-creator-goals */
export const Goal = t.Object({
  id: t.String(),
  broadcaster_id: t.String(),
  broadcaster_name: t.String(),
  broadcaster_login: t.String(),
  type: t.Enum([
    'follower',
    'subscription',
    'subscription_count',
    'new_subscription',
    'new_subscription_count',
    'new_bit',
    'new_cheerer',
  ]),
  description: t.String(),
  current_amount: t.Integer(),
  target_amount: t.Integer(),
  created_at: t.Timestamp(),
})
export type Goal = Static<typeof Goal>
