import { dataOf } from '../../pagination.ts'
import type { Resource } from '../../resource.ts'
import { t } from '../../schema.ts'
import { query } from '../../validation.ts'
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
