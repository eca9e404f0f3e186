import type { Store } from '../../../engine/store.ts'
import type { SeedContext } from '../../seed-context.ts'
import { listProducts } from '../bits-products/store.ts'
import { newestOwned } from '../store.ts'
import { insertTransaction } from './store.ts'

const MAXIMUM = 120

/** Transactions of the last month on the first user's channel. */
export function seedTransactions(store: Store, { faker, users }: SeedContext): void {
  const [owner, ...viewers] = users
  const extension = owner && newestOwned(store, owner.id)
  if (!extension || viewers.length === 0) return
  const products = listProducts(store, extension.id, false)
  for (let n = 0; n < Math.min(MAXIMUM, viewers.length * 2); n++) {
    const purchase = {
      extension_id: extension.id,
      broadcaster_id: owner.id,
      user_id: faker.helpers.arrayElement(viewers).id,
      product: faker.helpers.arrayElement(products),
    }
    insertTransaction(store, purchase, faker.date.recent({ days: 30 }))
  }
}
