import { notFound } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import { both, creates, reference, requireUsers, type Units } from '../../unit.ts'
import { listProducts } from '../bits-products/store.ts'
import { createTransaction, transactionUnits } from './store.ts'

/** The units of extension transactions. */
export const units: Units = {
  extension_transactions: {
    description: 'What viewers bought of extensions with Bits.',
    rows: () => transactionUnits,
    create: creates(
      'Buy a product of an extension',
      { ...both, extension_id: reference('extensions'), sku: t.String({ description: "The product's SKU" }) },
      (store, { sku, ...fields }) => {
        requireUsers(store, fields.broadcaster_id, fields.user_id)
        const product = listProducts(store, fields.extension_id, false).find((product) => product.sku === sku)
        if (!product) throw notFound(`The extension ${fields.extension_id} has no product ${sku}.`)
        return createTransaction(store, { ...fields, product }).id
      },
    ),
  },
}
