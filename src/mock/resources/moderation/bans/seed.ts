import type { Faker } from '@faker-js/faker'
import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted, toSecond } from '../../../engine/time.ts'
import { isVip } from '../../channels/vips/store.ts'
import { type SeedContext, some } from '../../seed-context.ts'
import type { User } from '../../users/schema.ts'
import { isModerator } from '../moderators/store.ts'
import { insertBan } from './store.ts'

const MOST_OF_THE_FIRST = 110
const MOST_OF_OTHERS = 2

const reasons = ['', 'Spam', 'Spoilers', 'Does not like pineapple on pizza.', 'Inappropriate words.', 'Bot']

/** Bans of users of the tail in every channel, and many in the first user's, of which a fifth are timeouts. */
export function seedBans(store: Store, { faker, users, tail }: SeedContext): void {
  const [first, ...others] = users
  if (first) seedFirst(store, faker, tail, first)
  for (const broadcaster of others) {
    const wanted = faker.number.int({ max: MOST_OF_OTHERS })
    for (const user of some(faker, tail, wanted, broadcaster)) {
      if (isOrdinary(store, broadcaster, user)) seedBan(store, faker, { broadcaster, user })
    }
  }
}

function seedFirst(store: Store, faker: Faker, tail: User[], broadcaster: User): void {
  const candidates = tail.filter((user) => isOrdinary(store, broadcaster, user))
  const moderators = [broadcaster, ...tail.filter((user) => isModerator(store, broadcaster.id, user.id))]
  const wanted = Math.min(MOST_OF_THE_FIRST, Math.ceil(candidates.length / 2))
  for (const [nth, user] of some(faker, candidates, wanted).entries()) {
    const moderator = faker.helpers.arrayElement(moderators)
    seedBan(store, faker, { broadcaster, user, moderator, isTimeout: nth % 5 === 4 })
  }
}

/** Whether a user has no role in the channel. */
const isOrdinary = (store: Store, broadcaster: User, user: User) =>
  !isModerator(store, broadcaster.id, user.id) && !isVip(store, broadcaster.id, user.id)

interface Case {
  broadcaster: User
  user: User
  moderator?: User
  isTimeout?: boolean
}

function seedBan(
  store: Store,
  faker: Faker,
  { broadcaster, user, moderator = broadcaster, isTimeout = false }: Case,
): void {
  const { created, expires_at } = isTimeout
    ? recentTimeout(store, faker)
    : { created: faker.date.recent({ days: 300, refDate: store.now() }), expires_at: '' }
  insertBan(store, {
    broadcaster_id: broadcaster.id,
    user_id: user.id,
    moderator_id: moderator.id,
    reason: faker.helpers.arrayElement(reasons),
    created_at: toSecond(created),
    expires_at,
  })
}

/** The times of a timeout that began within the last hour and ends in some hours or days. */
function recentTimeout(store: Store, faker: Faker) {
  const created = shifted(store.now(), -faker.number.int({ max: Milliseconds.hour }))
  const lasts = faker.number.int({ min: 2 * Milliseconds.hour, max: 13 * Milliseconds.day })
  return { created, expires_at: toSecond(shifted(created, lasts)) }
}
