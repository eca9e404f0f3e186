import type { Store } from '../../../engine/store.ts'
import { type SeedContext, some } from '../../seed-context.ts'
import { joinChat } from './store.ts'

const OF_THE_FIRST = 150
const AT_MOST = 8

/** Chatters of the channels that are live, and their broadcasters; the first user's channel has the most. */
export function seedChatters(store: Store, { faker, users, live }: SeedContext): void {
  for (const { user } of live) {
    joinChat(store, user.id, user.id)
    const wanted = user === users[0] ? OF_THE_FIRST : faker.number.int({ max: AT_MOST })
    for (const viewer of some(faker, users, wanted, user)) joinChat(store, user.id, viewer.id)
  }
}
