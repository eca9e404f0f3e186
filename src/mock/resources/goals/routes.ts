import { dataOf } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { query } from '../../http/validation.ts'
import type { Resource } from '../resource.ts'
import { Goal } from './schema.ts'
import { seedGoals } from './seed.ts'
import { listGoals, tables } from './store.ts'
import { units } from './unit.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-creator-goals */
export const goals: Resource = {
  tables,
  // Seeded after the relations, since goals count followers and subscribers.
  seed: { streams: seedGoals },
  units,
  routes: (store, helix) =>
    helix('Goals').get(
      '/goals',
      ({ query: { broadcaster_id } }) => ({ data: listGoals(store, broadcaster_id) }),
      {
        auth: { token: 'user', scopes: ['channel:read:goals'], userParam: 'broadcaster_id' },
        query: query({ broadcaster_id: t.String() }),
        response: dataOf(Goal),
        detail: { summary: 'Get Creator Goals' },
      },
    ),
}
