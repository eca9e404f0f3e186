import type { Store } from '../../../engine/store.ts'
import type { SeedContext } from '../../seed-context.ts'
import { badgeVersion, insertChatBadge, subscribe, visit } from './store.ts'

const subscriberBadges = [
  { id: '0', title: 'Subscriber' },
  { id: '3', title: '3-Month Subscriber' },
  { id: '6', title: '6-Month Subscriber' },
  { id: '12', title: '1-Year Subscriber' },
]
const bitsBadges = ['1', '100', '1000']

/** Subscriber badges of partners and affiliates, and cheer badges of the first user's channel. */
export function seedChatBadges(store: Store, { users }: SeedContext): void {
  for (const [index, { id, broadcaster_type }] of users.entries()) {
    if (broadcaster_type === '') continue
    const versions = subscriberBadges.map((badge) =>
      badgeVersion(badge.id, badge.title, store.id(), subscribe),
    )
    insertChatBadge(store, id, { set_id: 'subscriber', versions })
    if (index === 0)
      insertChatBadge(store, id, { set_id: 'bits', versions: bitsBadges.map((bits) => cheer(store, bits)) })
  }
}

const cheer = (store: Store, bits: string) =>
  badgeVersion(bits, `cheer ${bits}`, store.id(), visit('https://bits.twitch.tv'))
