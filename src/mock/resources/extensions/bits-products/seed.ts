import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted } from '../../../engine/time.ts'
import type { SeedContext } from '../../seed-context.ts'
import { newestOwned } from '../store.ts'
import { NEVER, setProduct } from './store.ts'

const products = [
  { sku: 'rusty-crate', amount: 100, display_name: 'Rusty Crate' },
  { sku: 'golden-crate', amount: 990, display_name: 'Golden Crate' },
  { sku: 'confetti', amount: 50, display_name: 'Confetti', is_broadcast: true },
  { sku: 'next-season', amount: 500, display_name: 'Next Season', in_development: true },
]

/** Products of the first user's extension, one of which is no longer sold. */
export function seedBitsProducts(store: Store, { users: [owner] }: SeedContext): void {
  const extension = owner && newestOwned(store, owner.id)
  if (!extension) return
  const base = { in_development: false, is_broadcast: false, expiration: NEVER }
  for (const { amount, ...product } of products) {
    setProduct(store, extension.id, { ...base, ...product, cost: { amount, type: 'bits' } })
  }
  const expiration = shifted(store.now(), -90 * Milliseconds.day).toISOString()
  const expired = {
    sku: 'winter-hat',
    display_name: 'Winter Hat',
    cost: { amount: 75, type: 'bits' },
  } as const
  setProduct(store, extension.id, { ...base, ...expired, expiration })
}
