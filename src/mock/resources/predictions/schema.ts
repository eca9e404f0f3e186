import { type Static, t } from '../../http/schema.ts'

const Predictor = t.Object({
  user_id: t.String(),
  user_name: t.String(),
  user_login: t.String(),
  channel_points_used: t.Integer(),
  channel_points_won: t.Integer(),
})

const Outcome = t.Object({
  id: t.String(),
  title: t.String(),
  users: t.Integer(),
  channel_points: t.Integer(),
  /** The predictors with the largest stakes; null if there are none. */
  top_predictors: t.Nullable(t.Array(Predictor)),
  color: t.Enum(['BLUE', 'PINK']),
})
/** An outcome of a prediction. */
export type Outcome = Static<typeof Outcome>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-predictions */
export const Prediction = t.Object({
  id: t.String(),
  broadcaster_id: t.String(),
  broadcaster_name: t.String(),
  broadcaster_login: t.String(),
  title: t.String(),
  winning_outcome_id: t.Nullable(t.String()),
  outcomes: t.Array(Outcome),
  /** Seconds. */
  prediction_window: t.Integer(),
  status: t.Enum(['ACTIVE', 'CANCELED', 'LOCKED', 'RESOLVED']),
  created_at: t.Timestamp(),
  ended_at: t.Nullable(t.Timestamp()),
  locked_at: t.Nullable(t.Timestamp()),
})
export type Prediction = Static<typeof Prediction>
