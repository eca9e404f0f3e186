import { among, rowsOf } from '../../../engine/listing.ts'
import { type Page, type PageRequest, page } from '../../../engine/page.ts'
import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import type { BitsProduct } from '../bits-products/schema.ts'
import type { ExtensionTransaction, ProductData } from './schema.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    /** A viewer bought a product of an extension with Bits. */
    'extension.bits_transaction.create': ExtensionTransaction & { extension_id: string }
  }
}

/** The tables of extension transactions. */
export const tables = `
  CREATE TABLE IF NOT EXISTS extension_transactions (
    id TEXT PRIMARY KEY, extension_id TEXT NOT NULL, timestamp TEXT NOT NULL,
    broadcaster_id TEXT NOT NULL REFERENCES users, user_id TEXT NOT NULL REFERENCES users, product_data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS extension_transactions_list ON extension_transactions (extension_id, timestamp, id);
  CREATE INDEX IF NOT EXISTS extension_transactions_broadcaster ON extension_transactions (broadcaster_id);`

/** The transactions of all extensions as /units lists them. */
export const transactionUnits = rowsOf<{ product_data: object }>(
  'extension_transactions',
  'id, extension_id, timestamp, broadcaster_id, user_id, product_data',
  { json: ['product_data'] },
)

const select = `
  SELECT extension_transactions.id, timestamp, broadcaster_id, broadcasters.login AS broadcaster_login,
    broadcasters.display_name AS broadcaster_name, user_id, buyers.login AS user_login,
    buyers.display_name AS user_name, 'BITS_IN_EXTENSION' AS product_type, product_data
  FROM extension_transactions JOIN users AS broadcasters ON broadcasters.id = broadcaster_id
    JOIN users AS buyers ON buyers.id = user_id
  WHERE extension_id = $extension_id`

const readTransaction = rowReader<ExtensionTransaction>({ json: ['product_data'] })

/** A product that a user buys on a channel. */
export interface Purchase {
  extension_id: string
  broadcaster_id: string
  user_id: string
  product: BitsProduct
}

/** A page of an extension's transactions, the newest first. */
export function listTransactions(
  store: Store,
  { extension_id, ids }: { extension_id: string; ids?: readonly string[] },
  request: PageRequest,
): Page<ExtensionTransaction> {
  const byId = among('extension_transactions.id', ids)
  return page(
    store,
    {
      sql: `${select} ${byId.sql}`,
      params: { extension_id, ...byId.params },
      key: ['timestamp', 'id'],
      descending: true,
      read: readTransaction,
    },
    request,
  )
}

/** The number of the IDs that are transactions of the extension. */
export function countTransactions(store: Store, extension_id: string, ids: readonly string[]): number {
  const sql = `
    SELECT count(*) AS n FROM extension_transactions
    WHERE extension_id = $extension_id AND id IN (SELECT value FROM json_each($ids))`
  return store.get<{ n: number }>(sql, { extension_id, ids })!.n
}

/** Inserts a transaction without an event, and returns its ID. */
export function insertTransaction(store: Store, purchase: Purchase, timestamp: Date): string {
  const { product, ...row } = purchase
  const id = store.id()
  store.insert('extension_transactions', {
    id,
    ...row,
    timestamp,
    product_data: sold(row.extension_id, product),
  })
  return id
}

/** A viewer buys a product of an extension on a channel. */
export function createTransaction(store: Store, purchase: Purchase): ExtensionTransaction {
  return store.transaction(() => {
    const { extension_id } = purchase
    const id = insertTransaction(store, purchase, store.now())
    const sql = `${select} AND extension_transactions.id = $id`
    const transaction = readTransaction(store.get(sql, { extension_id, id }))
    store.emit('extension.bits_transaction.create', { ...transaction, extension_id })
    return transaction
  })
}

const sold = (extension_id: string, product: BitsProduct): ProductData => ({
  sku: product.sku,
  domain: `twitch.ext.${extension_id}`,
  cost: product.cost,
  inDevelopment: product.in_development,
  displayName: product.display_name,
  expiration: '',
  broadcast: product.is_broadcast,
})
