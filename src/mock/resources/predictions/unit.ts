import { badRequest, notFound } from '../../http/errors.ts'
import { t } from '../../http/schema.ts'
import { both, creates, requireUsers, type Unit, type Units } from '../unit.ts'
import { findBelief } from './predictors/store.ts'
import { findPrediction, predict, predictionUnits } from './store.ts'

const predictions: Unit = { description: 'Predictions of all channels.', rows: () => predictionUnits }

const stakes: Unit = {
  ...predictions,
  description: 'Predictions, in which a POST takes part.',
  create: creates(
    'Spend Channel Points on an outcome of an active prediction; the answer is the prediction',
    { ...both, prediction_id: t.String(), outcome_id: t.String(), channel_points: t.Integer({ minimum: 1 }) },
    (store, { prediction_id, outcome_id, user_id, channel_points, broadcaster_id }) => {
      requireUsers(store, broadcaster_id, user_id)
      const prediction = findPrediction(store, broadcaster_id, prediction_id)
      if (!prediction?.outcomes.some(({ id }) => id === outcome_id))
        throw notFound('There is no such outcome.')
      if (prediction.status !== 'ACTIVE') throw badRequest('The prediction is not active.')
      if ((findBelief(store, prediction_id, user_id) ?? outcome_id) !== outcome_id)
        throw badRequest('The user has spent points on another outcome of the prediction.')
      return predict(store, prediction, { outcome_id, user_id, channel_points }).id
    },
  ),
}

/** The units of predictions. */
export const units: Units = { predictions, prediction_stakes: stakes }
