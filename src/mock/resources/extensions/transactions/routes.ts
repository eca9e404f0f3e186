import { notFound } from '../../../http/errors.ts'
import { paged, pageOf, pageQuery } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { ExtensionTransaction } from './schema.ts'
import { seedTransactions } from './seed.ts'
import { countTransactions, listTransactions, tables } from './store.ts'
import { units } from './unit.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-extension-transactions */
export const extensionTransactions: Resource = {
  tables,
  seed: { relations: seedTransactions },
  units,
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
        auth: { token: 'app', clientParam: 'extension_id' },
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
