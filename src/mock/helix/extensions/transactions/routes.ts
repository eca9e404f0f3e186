import { notFound } from '../../errors.ts'
import { paged, pageOf, pageQuery } from '../../pagination.ts'
import type { Resource } from '../../resource.ts'
import { t } from '../../schema.ts'
import { query } from '../../validation.ts'
import { ExtensionTransaction } from './schema.ts'
import { seedTransactions } from './seed.ts'
import { countTransactions, listTransactions, tables } from './store.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-extension-transactions */
export const extensionTransactions: Resource = {
  tables,
  seed: { relations: seedTransactions },
  routes: (store, helix) =>
    helix('Bits').get(
      '/extensions/transactions',
      ({ query: { extension_id, id, ...request } }) => {
        const ids = id && [...new Set(id)]
        if (ids && countTransactions(store, extension_id, ids) < ids.length) {
          throw notFound(
            'One or more of the transaction IDs specified using the id query parameter were not found.',
          )
        }
        return paged(listTransactions(store, { extension_id, ids }, request))
      },
      {
        auth: { token: 'app', own: 'extension_id' },
        query: query({
          extension_id: t.String(),
          id: t.Optional(t.Array(t.String(), { maxItems: 100 })),
          ...pageQuery(),
        }),
        response: pageOf(ExtensionTransaction),
        detail: { summary: 'Get Extension Transactions' },
      },
    ),
}
