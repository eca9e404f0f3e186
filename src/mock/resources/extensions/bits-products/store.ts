import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import type { BitsProduct } from './schema.ts'

/** The tables of Bits products. */
export const tables = `
  CREATE TABLE IF NOT EXISTS bits_products (
    extension_id TEXT NOT NULL, sku TEXT NOT NULL, cost TEXT NOT NULL, in_development INTEGER NOT NULL,
    display_name TEXT NOT NULL, expiration TEXT NOT NULL, is_broadcast INTEGER NOT NULL,
    PRIMARY KEY (extension_id, sku)
  ) STRICT, WITHOUT ROWID;`

/** The expiration of a product that does not expire. */
export const NEVER = '9999-12-31T23:59:59.000Z'

const columns = 'sku, cost, in_development, display_name, expiration, is_broadcast'

const readProduct = rowReader<BitsProduct>({ booleans: ['in_development', 'is_broadcast'], json: ['cost'] })

/** The products of an extension, without expired ones unless `includeExpired`. */
export function listProducts(store: Store, extension_id: string, includeExpired: boolean): BitsProduct[] {
  const after = includeExpired ? '' : store.now()
  const sql =
    `SELECT ${columns} FROM bits_products WHERE extension_id = $extension_id AND expiration > $after ORDER ` +
    'BY sku'
  return store.all(sql, { extension_id, after }).map(readProduct)
}

/** Adds a product, or changes the one with the same SKU. */
export function setProduct(store: Store, extension_id: string, product: BitsProduct): void {
  store.run(
    `INSERT INTO bits_products (extension_id, ${columns})
     VALUES ($extension_id, $sku, $cost, $in_development, $display_name, $expiration, $is_broadcast)
     ON CONFLICT DO UPDATE SET cost = $cost, in_development = $in_development, display_name = $display_name,
       expiration = $expiration, is_broadcast = $is_broadcast`,
    { extension_id, ...product },
  )
}
