import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { Cheermote } from './schema.ts'
import { seedCheermotes } from './seed.ts'
import { listCheermotes, tables } from './store.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-cheermotes */
export const cheermotes: Resource = {
  tables,
  seed: { users: seedCheermotes },
  routes: (store, helix) =>
    helix('Bits').get(
      '/bits/cheermotes',
      ({ query: { broadcaster_id } }) => ({ data: listCheermotes(store, broadcaster_id) }),
      {
        auth: { token: 'any' },
        query: query({ broadcaster_id: t.Optional(t.String()) }),
        response: dataOf(Cheermote),
        detail: { summary: 'Get Cheermotes' },
      },
    ),
}
