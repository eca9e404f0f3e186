import { pairsOf } from '../../../engine/listing.ts'
import type { Store } from '../../../engine/store.ts'
import type { Outcome } from '../schema.ts'

const TOP_PREDICTORS = 10

/** The tables of predictors. */
export const tables = `
  CREATE TABLE IF NOT EXISTS predictors (
    prediction_id TEXT NOT NULL REFERENCES predictions ON DELETE CASCADE, user_id TEXT NOT NULL REFERENCES users,
    outcome_id TEXT NOT NULL, channel_points_used INTEGER NOT NULL, channel_points_won INTEGER NOT NULL,
    PRIMARY KEY (prediction_id, user_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS predictors_top
    ON predictors (prediction_id, channel_points_used DESC, user_id);
  CREATE INDEX IF NOT EXISTS predictors_user ON predictors (user_id);`

/** The Channel Points that a viewer spends on an outcome. */
export interface Stake {
  user_id: string
  outcome_id: string
  channel_points: number
  channel_points_won?: number
}

/** The stakes of all predictions, in the form of fixtures. */
export const stakeFixtures = pairsOf(
  'predictors',
  'outcome_id, channel_points_used AS channel_points, channel_points_won',
  ['prediction_id', 'user_id'],
)

type Predictor = NonNullable<Outcome['top_predictors']>[number]

/** Inserts a viewer's stake, or adds to an earlier one. */
export function insertPredictor(store: Store, prediction_id: string, stake: Stake): void {
  store.run(
    `INSERT INTO predictors (prediction_id, user_id, outcome_id, channel_points_used, channel_points_won)
     VALUES ($prediction_id, $user_id, $outcome_id, $channel_points, $channel_points_won)
     ON CONFLICT (prediction_id, user_id)
       DO UPDATE SET channel_points_used = channel_points_used + excluded.channel_points_used`,
    { channel_points_won: 0, prediction_id, ...stake },
  )
}

/** The outcomes of a prediction with their predictors. */
export function findOutcomes(
  store: Store,
  prediction_id: string,
  outcomes: readonly Pick<Outcome, 'id' | 'title' | 'color'>[],
): Outcome[] {
  const predictors = listPredictors(store, prediction_id)
  return outcomes.map(({ id, title, color }) => {
    const believers = predictors.filter(({ outcome_id }) => outcome_id === id)
    const top = believers.slice(0, TOP_PREDICTORS).map(({ outcome_id: _, ...predictor }) => predictor)
    return {
      id,
      title,
      users: believers.length,
      channel_points: sum(believers),
      top_predictors: top.length > 0 ? top : null,
      color,
    }
  })
}

/** The ID of the outcome on which a viewer has spent points. */
export function findPredictedOutcome(
  store: Store,
  prediction_id: string,
  user_id: string,
): string | undefined {
  const sql = 'SELECT outcome_id FROM predictors WHERE prediction_id = $prediction_id AND user_id = $user_id'
  return store.get<{ outcome_id: string }>(sql, { prediction_id, user_id })?.outcome_id
}

/**
 * Pays all spent points to the predictors of the winning outcome, in proportion to their stakes. The points that
 * rounding leaves go one by one to the largest fractions, so that all points are paid out.
 */
export function payOut(store: Store, prediction_id: string, winner: string): void {
  const predictors = listPredictors(store, prediction_id)
  const winners = predictors.filter(({ outcome_id }) => outcome_id === winner)
  const pool = BigInt(sum(predictors))
  const spent = BigInt(sum(winners))
  const shares = winners.map(({ user_id, channel_points_used }) => {
    const points = BigInt(channel_points_used) * pool
    return { user_id, won: points / spent, lost: points % spent }
  })
  let left = pool - shares.reduce((total, { won }) => total + won, 0n)
  for (const { user_id, won } of shares.toSorted((a, b) => Number(b.lost - a.lost))) {
    const channel_points_won = Number(won + (left-- > 0n ? 1n : 0n))
    store.update('predictors', { channel_points_won }, { prediction_id, user_id })
  }
}

/** All predictors of a prediction, the largest stakes first. */
function listPredictors(store: Store, prediction_id: string): (Predictor & { outcome_id: string })[] {
  return store.all(
    `SELECT outcome_id, user_id, display_name AS user_name, login AS user_login, channel_points_used,
       channel_points_won
     FROM predictors CROSS JOIN users ON users.id = user_id
     WHERE prediction_id = $prediction_id ORDER BY channel_points_used DESC, user_id`,
    { prediction_id },
  )
}

const sum = (predictors: readonly Predictor[]) =>
  predictors.reduce((total, { channel_points_used }) => total + channel_points_used, 0)
