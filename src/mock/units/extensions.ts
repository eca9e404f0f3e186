import { notFound } from '../http/errors.ts'
import { t } from '../http/schema.ts'
import { listProducts } from '../resources/extensions/bits-products/store.ts'
import { createTransaction } from '../resources/extensions/transactions/store.ts'
import { both, requireBoth } from './audience.ts'
import { creates, rowsOf, type Unit } from './unit.ts'

/** What viewers bought of extensions with Bits. */
export const extensionTransactions: Unit = {
  rows: () =>
    rowsOf<{ product_data: object }>(
      'extension_transactions',
      'id, extension_id, timestamp, broadcaster_id, user_id, product_data',
      { json: ['product_data'] },
    ),
  create: creates({ ...both, extension_id: t.String(), sku: t.String() }, (store, { sku, ...fields }) => {
    requireBoth(store, fields)
    const product = listProducts(store, fields.extension_id, false).find((product) => product.sku === sku)
    if (!product) throw notFound(`The extension ${fields.extension_id} has no product ${sku}.`)
    return createTransaction(store, { ...fields, product }).id
  }),
}
