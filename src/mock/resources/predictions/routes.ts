import type { Store } from '../../engine/store.ts'
import { badRequest, notFound } from '../../http/errors.ts'
import { dataOf, paged, pageOf, pageQuery } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { body, query } from '../../http/validation.ts'
import { failsAutoMod } from '../moderation/automod/rule.ts'
import type { Resource } from '../resource.ts'
import { tables as predictorTables } from './predictors/store.ts'
import { Prediction } from './schema.ts'
import { seedPredictions } from './seed.ts'
import {
  cancelPrediction,
  createPrediction,
  findPrediction,
  hasRunningPrediction,
  listPredictions,
  lockPrediction,
  resolvePrediction,
  tables,
  timers,
} from './store.ts'
import { units } from './unit.ts'

const manage = { token: 'user', scopes: ['channel:manage:predictions'], userParam: 'broadcaster_id' } as const
const read = { ...manage, scopes: ['channel:read:predictions', 'channel:manage:predictions'] } as const

/** https://dev.twitch.tv/docs/api/reference/#get-predictions */
export const predictions: Resource = {
  tables: tables + predictorTables,
  timers,
  seed: { relations: seedPredictions },
  units,
  routes: (store, helix) =>
    helix('Predictions')
      .get(
        '/predictions',
        ({ query: { broadcaster_id, id, ...request } }) =>
          paged(listPredictions(store, { broadcaster_id, ids: id }, request)),
        {
          auth: read,
          query: query({
            broadcaster_id: t.String(),
            id: t.Optional(t.Array(t.String(), { maxItems: 25 })),
            ...pageQuery(20, 25),
          }),
          response: pageOf(Prediction),
          detail: { summary: 'Get Predictions' },
        },
      )
      .post(
        '/predictions',
        ({ body: wanted }) => {
          if (wanted.outcomes.some(({ title }) => failsAutoMod(title)))
            throw badRequest("The outcome's title failed AutoMod checks.")
          if (hasRunningPrediction(store, wanted.broadcaster_id)) {
            throw badRequest(
              "The broadcaster already has a prediction that's running; you may not create another " +
                'prediction until the current prediction is resolved or canceled.',
            )
          }
          return { data: [createPrediction(store, wanted)] }
        },
        {
          auth: manage,
          body: body({
            broadcaster_id: t.String(),
            title: t.String({ maxLength: 45 }),
            outcomes: t.Array(t.Object({ title: t.String({ minLength: 1, maxLength: 25 }) }), {
              minItems: 2,
              maxItems: 10,
            }),
            prediction_window: t.Integer({ minimum: 30, maximum: 1800, description: 'Seconds' }),
          }),
          response: dataOf(Prediction),
          detail: { summary: 'Create Prediction' },
        },
      )
      .patch('/predictions', ({ body: wanted }) => ({ data: [endPrediction(store, wanted)] }), {
        auth: manage,
        body: body({
          broadcaster_id: t.String(),
          id: t.String(),
          status: t.Enum(['RESOLVED', 'CANCELED', 'LOCKED']),
          winning_outcome_id: t.Optional(t.String()),
        }),
        response: dataOf(Prediction),
        detail: { summary: 'End Prediction' },
      }),
}

interface End {
  broadcaster_id: string
  id: string
  status: 'RESOLVED' | 'CANCELED' | 'LOCKED'
  winning_outcome_id?: string
}

function endPrediction(store: Store, { broadcaster_id, id, status, winning_outcome_id }: End): Prediction {
  if (status === 'RESOLVED' && !winning_outcome_id)
    throw badRequest('The winning_outcome_id field is required if status is RESOLVED.')
  const prediction = findPrediction(store, broadcaster_id, id)
  if (!prediction) throw notFound('The prediction in the id field was not found.')
  if (status === 'LOCKED') {
    if (prediction.status !== 'ACTIVE')
      throw badRequest("To update the prediction's status to LOCKED, its current status must be ACTIVE.")
    return lockPrediction(store, prediction)
  }
  if (prediction.status !== 'ACTIVE' && prediction.status !== 'LOCKED') {
    throw badRequest(
      "To update the prediction's status to RESOLVED or CANCELED, its current status must be ACTIVE or LOCKED.",
    )
  }
  if (status === 'CANCELED') return cancelPrediction(store, prediction)
  const winner = prediction.outcomes.find((outcome) => outcome.id === winning_outcome_id)
  if (!winner) throw notFound('The outcome in the winning_outcome_id field was not found.')
  return resolvePrediction(store, prediction, winner.id)
}
