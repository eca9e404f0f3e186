import type { Faker } from '@faker-js/faker'
import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted, toSecond } from '../../../engine/time.ts'
import { type SeedContext, some, UNRESTRICTED_USERS } from '../../seed-context.ts'
import type { User } from '../../users/schema.ts'
import { type Ban, isBanned, listBans } from '../bans/store.ts'
import type { UnbanRequest } from './schema.ts'
import { insertUnbanRequest, setUnbanRequestsEnabled } from './store.ts'

const SHARE_DECLINING = 0.1
const MOST_PENDING = 30
const RESOLVED_EACH = 3

const pleas = [
  'Please unban me from the channel?',
  'It was my little brother.',
  'I am sorry, it will not happen again.',
  'I only quoted what somebody else wrote.',
]

/**
 * Pending and resolved unban requests of most users banned by the first user, and of some banned by other partners and
 * affiliates. Except for the first eleven, a tenth of the channels do not receive requests.
 */
export function seedUnbanRequests(store: Store, { faker, users }: SeedContext): void {
  const [first] = users
  if (!first) return
  for (const ban of bansOf(store, first).slice(0, MOST_PENDING)) seedPending(store, faker, first, ban)
  seedResolved(store, faker, users, first)
  for (const [index, broadcaster] of users.entries()) {
    if (broadcaster === first || broadcaster.broadcaster_type === '') continue
    if (index >= UNRESTRICTED_USERS && faker.number.float() < SHARE_DECLINING)
      setUnbanRequestsEnabled(store, broadcaster.id, false)
    else for (const ban of bansOf(store, broadcaster).slice(1)) seedPending(store, faker, broadcaster, ban)
  }
}

/** The bans of a channel, without timeouts, whose users cannot make requests. */
const bansOf = (store: Store, { id }: User) =>
  listBans(store, { broadcaster_id: id }, { first: 100 }).items.filter((ban) => ban.expires_at === '')

function seedPending(
  store: Store,
  faker: Faker,
  broadcaster: User,
  ban: Pick<Ban, 'user_id' | 'created_at'>,
) {
  const created = faker.date.between({ from: ban.created_at, to: store.now() })
  insertUnbanRequest(store, {
    ...request(store, faker, broadcaster, created),
    user_id: ban.user_id,
    moderator_id: null,
    status: 'pending',
    resolved_at: null,
    resolution_text: null,
  })
}

function seedResolved(store: Store, faker: Faker, users: User[], broadcaster: User): void {
  const free = users.filter(({ id }) => id !== broadcaster.id && !isBanned(store, broadcaster.id, id))
  for (const status of ['approved', 'denied', 'acknowledged', 'canceled'] as const) {
    for (const user of some(faker, free, RESOLVED_EACH)) {
      const created = faker.date.recent({ days: 200, refDate: shifted(store.now(), -Milliseconds.day) })
      insertUnbanRequest(store, {
        ...request(store, faker, broadcaster, created),
        user_id: user.id,
        moderator_id: status === 'canceled' ? null : broadcaster.id,
        status,
        resolved_at: toSecond(faker.date.between({ from: created, to: store.now() })),
        resolution_text: answerTo(faker, status),
      })
    }
  }
}

const request = (store: Store, faker: Faker, broadcaster: User, created: Date) => ({
  id: store.id(),
  broadcaster_id: broadcaster.id,
  text: faker.helpers.arrayElement(pleas),
  created_at: toSecond(created),
})

function answerTo(faker: Faker, status: UnbanRequest['status']): string | null {
  if (status === 'approved') return faker.helpers.arrayElement([null, 'Welcome back.', 'Last chance!'])
  if (status === 'denied') return faker.helpers.arrayElement([null, 'No.', 'Ask again in a month.'])
  return null
}
