import { type Static, t } from '../../http/schema.ts'

const Channel = t.Object({
  broadcaster_user_id: t.String(),
  broadcaster_user_login: t.String(),
  broadcaster_user_name: t.String(),
})

const Contribution = t.Object({
  user_id: t.String(),
  user_login: t.String(),
  user_name: t.String(),
  type: t.Enum(['bits', 'subscription']),
  /** Points: one a Bit; 500, 1000 or 2500 a subscription. */
  total: t.Integer(),
})

/** A Hype Train in the view of one of its channels. */
export const HypeTrain = t.Object({
  id: t.String(),
  ...Channel.properties,
  level: t.Integer(),
  total: t.Integer(),
  progress: t.Integer(),
  goal: t.Integer(),
  /** The largest contribution of each type. */
  top_contributions: t.Array(Contribution),
  /** The other channels; null unless the train is shared. */
  shared_train_participants: t.Nullable(t.Array(Channel)),
  started_at: t.Timestamp(),
  expires_at: t.Timestamp(),
  type: t.Enum(['regular', 'golden_kappa', 'treasure']),
  is_shared_train: t.Boolean(),
})
export type HypeTrain = Static<typeof HypeTrain>

const Best = t.Object({ level: t.Integer(), total: t.Integer(), achieved_at: t.Timestamp() })

/** Source: https://dev.twitch.tv/docs/api/reference/#get-hype-train-status */
export const HypeTrainStatus = t.Object({
  current: t.Nullable(HypeTrain),
  all_time_high: t.Nullable(Best),
  shared_all_time_high: t.Nullable(Best),
})
export type HypeTrainStatus = Static<typeof HypeTrainStatus>
