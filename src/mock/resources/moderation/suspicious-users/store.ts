import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import type { SuspiciousUser } from './schema.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    'suspicious_user.update': SuspiciousUser
  }
}

/** The tables of suspicious users. */
export const tables = `
  CREATE TABLE IF NOT EXISTS suspicious_users (
    broadcaster_id TEXT NOT NULL REFERENCES users, user_id TEXT NOT NULL REFERENCES users,
    moderator_id TEXT NOT NULL REFERENCES users, updated_at TEXT NOT NULL, status TEXT NOT NULL, types TEXT NOT NULL,
    PRIMARY KEY (broadcaster_id, user_id)
  ) STRICT, WITHOUT ROWID;`

/** The user, the channel and the moderator of a change. */
export type Suspicion = Pick<SuspiciousUser, 'broadcaster_id' | 'user_id' | 'moderator_id'>

const readSuspiciousUser = rowReader<SuspiciousUser>({ json: ['types'] })

/** The suspicious user of a channel with an ID. */
export function findSuspiciousUser(
  store: Store,
  broadcaster_id: string,
  user_id: string,
): SuspiciousUser | undefined {
  const sql = `SELECT user_id, broadcaster_id, moderator_id, updated_at, status, types FROM suspicious_users
    WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id`
  const row = store.get(sql, { broadcaster_id, user_id })
  return row && readSuspiciousUser(row)
}

/** Inserts a suspicious user without an event. */
export function insertSuspiciousUser(store: Store, user: SuspiciousUser): void {
  store.insert('suspicious_users', { ...user })
}

/** Sets whether a channel monitors or restricts a user; NO_TREATMENT ends both. The user's types remain. */
export function updateSuspiciousUser(
  store: Store,
  { broadcaster_id, user_id, moderator_id }: Suspicion,
  status: SuspiciousUser['status'],
): SuspiciousUser {
  return store.transaction(() => {
    const known = findSuspiciousUser(store, broadcaster_id, user_id)?.types ?? []
    const user: SuspiciousUser = {
      user_id,
      broadcaster_id,
      moderator_id,
      updated_at: toSecond(store.now()),
      status,
      types: status === 'NO_TREATMENT' ? known : [...new Set([...known, 'MANUALLY_ADDED' as const])],
    }
    store.run('DELETE FROM suspicious_users WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id', {
      broadcaster_id,
      user_id,
    })
    if (status !== 'NO_TREATMENT') insertSuspiciousUser(store, user)
    store.emit('suspicious_user.update', user)
    return user
  })
}
