import type { Store } from '../../engine/store.ts'
import { badRequest, conflict, notFound } from '../../http/errors.ts'
import { t } from '../../http/schema.ts'
import {
  both,
  broadcaster,
  chosenId,
  creates,
  fixture,
  reference,
  requireUsers,
  type Unit,
  type Units,
  updates,
} from '../unit.ts'
import { Decision, decide } from './decision.ts'
import { findPredictedOutcome, insertPredictor, stakeFixtures } from './predictors/store.ts'
import { Prediction } from './schema.ts'
import {
  createPrediction,
  findOutcomeRows,
  findPrediction,
  findPredictionById,
  hasRunningPrediction,
  insertPrediction,
  newOutcomes,
  type OutcomeRow,
  predict,
  predictionUnits,
} from './store.ts'

const title = t.String({ maxLength: 45 })
const outcomeTitle = { title: t.String({ maxLength: 25 }) }
const outcomesOf = <T extends Parameters<typeof t.Object>[0]>(outcome: T) =>
  t.Array(t.Object(outcome), { minItems: 2, maxItems: 10 })
const window = t.Integer({ minimum: 30, maximum: 1800, description: 'Seconds' })

/** The default window of a prediction in a fixture. */
const USUAL_WINDOW = 300

const predictions: Unit = {
  description: 'Predictions of all channels.',
  rows: () => predictionUnits,
  create: creates(
    'Begin a prediction',
    { ...broadcaster, title, outcomes: outcomesOf(outcomeTitle), prediction_window: window },
    (store, wanted) => {
      requireUsers(store, wanted.broadcaster_id)
      requireNoneRuns(store, wanted.broadcaster_id)
      return createPrediction(store, wanted).id
    },
  ),
  fixture: fixture(
    {
      ...chosenId,
      ...broadcaster,
      title,
      outcomes: outcomesOf({
        ...chosenId,
        ...outcomeTitle,
        color: t.Optional(t.Enum(['BLUE', 'PINK'])),
      }),
      prediction_window: t.Optional(window),
      status: t.Optional(Prediction.properties.status),
      winning_outcome_id: t.Optional(t.String()),
      created_at: t.Optional(t.Timestamp()),
      locked_at: t.Optional(t.Timestamp()),
      ended_at: t.Optional(t.Timestamp()),
    },
    (store, { id = store.id(), status = 'ACTIVE', ...fields }) => {
      if (isRunning(status)) requireNoneRuns(store, fields.broadcaster_id)
      const now = store.now().toISOString()
      const usual = newOutcomes(
        store,
        fields.outcomes.map(({ title }) => title),
      )
      const outcomes = usual.map((outcome, at) => ({ ...outcome, ...fields.outcomes[at] }))
      if (fields.winning_outcome_id) requireOutcome(outcomes, fields.winning_outcome_id, 'winning_outcome_id')
      insertPrediction(store, {
        winning_outcome_id: null,
        prediction_window: USUAL_WINDOW,
        created_at: now,
        locked_at: status === 'ACTIVE' ? null : now,
        ended_at: isRunning(status) ? null : now,
        ...fields,
        id,
        status,
        outcomes,
      })
      return id
    },
  ),
  update: updates('Lock, resolve or cancel a prediction', Decision.properties, (store, id, decision) => {
    decide(store, () => findPredictionById(store, id), decision)
  }),
}

const stake = {
  prediction_id: reference('predictions'),
  outcome_id: t.String(),
  channel_points: t.Integer({ minimum: 1 }),
}

const stakes: Unit = {
  rows: predictions.rows,
  description: 'Predictions, in which a POST takes part.',
  create: creates(
    'Spend Channel Points on an outcome of an active prediction; the answer is the prediction',
    { ...both, ...stake },
    (store, { prediction_id, outcome_id, user_id, channel_points, broadcaster_id }) => {
      requireUsers(store, broadcaster_id, user_id)
      const prediction = findPrediction(store, broadcaster_id, prediction_id)
      requireOutcome(prediction?.outcomes, outcome_id, 'outcome_id')
      if (prediction?.status !== 'ACTIVE') throw badRequest('The prediction is not active.')
      if ((findPredictedOutcome(store, prediction_id, user_id) ?? outcome_id) !== outcome_id)
        throw badRequest('The user has spent points on another outcome of the prediction.')
      return predict(store, prediction, { outcome_id, user_id, channel_points }).id
    },
  ),
  fixture: fixture(
    { ...stake, user_id: reference('users'), channel_points_won: t.Optional(t.Integer({ minimum: 0 })) },
    (store, { prediction_id, ...spent }) => {
      requireOutcome(findOutcomeRows(store, prediction_id), spent.outcome_id, 'outcome_id')
      insertPredictor(store, prediction_id, spent)
      return prediction_id
    },
    { rows: stakeFixtures },
  ),
}

/** The units of predictions. */
export const units: Units = { predictions, prediction_stakes: stakes }

function requireOutcome(outcomes: readonly OutcomeRow[] = [], wanted: string, member: string): void {
  if (!outcomes.some(({ id }) => id === wanted)) throw notFound('There is no such outcome.', member)
}

const isRunning = (status: Prediction['status']) => status === 'ACTIVE' || status === 'LOCKED'

function requireNoneRuns(store: Store, broadcaster_id: string): void {
  if (hasRunningPrediction(store, broadcaster_id)) {
    throw conflict('A prediction runs in the channel already.')
  }
}
