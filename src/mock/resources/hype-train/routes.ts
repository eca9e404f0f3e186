import { dataOf } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { query } from '../../http/validation.ts'
import type { Resource } from '../resource.ts'
import { HypeTrainStatus } from './schema.ts'
import { seedHypeTrains } from './seed.ts'
import { findStatus, tables, timers } from './store.ts'
import { units } from './unit.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-hype-train-status */
export const hypeTrain: Resource = {
  tables,
  timers,
  seed: { relations: seedHypeTrains },
  units,
  routes: (store, helix) =>
    helix('Hype Train').get(
      '/hypetrain/status',
      ({ query: { broadcaster_id } }) => ({ data: [findStatus(store, broadcaster_id)] }),
      {
        auth: { token: 'user', scopes: ['channel:read:hype_train'], userParam: 'broadcaster_id' },
        query: query({ broadcaster_id: t.String() }),
        response: dataOf(HypeTrainStatus),
        detail: { summary: 'Get Hype Train Status' },
      },
    ),
}
