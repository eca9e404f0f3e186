import { badRequest } from '../../http/errors.ts'
import { dataOf, paged, pageOf, pageQuery } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { body, query } from '../../http/validation.ts'
import { failsAutoMod } from '../moderation/automod/rule.ts'
import type { Resource } from '../resource.ts'
import { Decision, decide } from './decision.ts'
import { tables as predictorTables } from './predictors/store.ts'
import { Prediction } from './schema.ts'
import { seedPredictions } from './seed.ts'
import {
  createPrediction,
  findPrediction,
  hasRunningPrediction,
  listPredictions,
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
      .patch(
        '/predictions',
        ({ body: { broadcaster_id, id, ...decision } }) => ({
          data: [decide(store, () => findPrediction(store, broadcaster_id, id), decision)],
        }),
        {
          auth: manage,
          body: body({ broadcaster_id: t.String(), id: t.String(), ...Decision.properties }),
          response: dataOf(Prediction),
          detail: { summary: 'End Prediction' },
        },
      ),
}
