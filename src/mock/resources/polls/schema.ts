import { type Static, t } from '../../http/schema.ts'

const Choice = t.Object({
  id: t.String(),
  title: t.String(),
  votes: t.Integer(),
  channel_points_votes: t.Integer(),
  bits_votes: t.Integer(),
})

/** Source: https://dev.twitch.tv/docs/api/reference/#get-polls */
export const Poll = t.Object({
  id: t.String(),
  broadcaster_id: t.String(),
  broadcaster_name: t.String(),
  broadcaster_login: t.String(),
  title: t.String(),
  choices: t.Array(Choice),
  bits_voting_enabled: t.Boolean(),
  bits_per_vote: t.Integer(),
  channel_points_voting_enabled: t.Boolean(),
  channel_points_per_vote: t.Integer(),
  status: t.Enum(['ACTIVE', 'COMPLETED', 'TERMINATED', 'ARCHIVED', 'MODERATED', 'INVALID']),
  /** Seconds. */
  duration: t.Integer(),
  started_at: t.Timestamp(),
  ended_at: t.Nullable(t.Timestamp()),
})
export type Poll = Static<typeof Poll>
