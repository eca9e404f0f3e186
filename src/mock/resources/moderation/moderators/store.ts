import { inGivenOrder, pairsOf } from '../../../engine/listing.ts'
import { type Listing, type Page, type PageRequest, page } from '../../../engine/page.ts'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import type { ModeratedChannel, Moderator } from './schema.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    'moderator.add': ModeratorRow
    'moderator.remove': ModeratorRow
  }
}

/** The moderators of all channels as /units lists them. */
export const moderatorUnits = pairsOf('moderators', 'created_at')

/** The tables of moderators. */
export const tables = `
  CREATE TABLE IF NOT EXISTS moderators (
    broadcaster_id TEXT NOT NULL REFERENCES users, user_id TEXT NOT NULL REFERENCES users, created_at TEXT NOT NULL,
    PRIMARY KEY (broadcaster_id, user_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS moderators_list ON moderators (broadcaster_id, created_at, user_id);
  CREATE INDEX IF NOT EXISTS moderators_user ON moderators (user_id, created_at, broadcaster_id);`

/** The role of a user as a moderator of a channel. */
export interface ModeratorRow {
  broadcaster_id: string
  user_id: string
  created_at: string
}

/** Whether a user may moderate a channel: its broadcaster, or one of its moderators. */
export function isModerator(store: Store, broadcaster_id: string, user_id: string): boolean {
  if (broadcaster_id === user_id) return true
  return hasModeratorRole(store, broadcaster_id, user_id)
}

/** Whether a user has the role of a moderator in a channel, which its broadcaster does not have. */
export function hasModeratorRole(store: Store, broadcaster_id: string, user_id: string): boolean {
  return findModerator(store, broadcaster_id, user_id) !== undefined
}

/** The role of a user as a moderator of a channel. */
export function findModerator(
  store: Store,
  broadcaster_id: string,
  user_id: string,
): ModeratorRow | undefined {
  const sql = `SELECT broadcaster_id, user_id, created_at FROM moderators
    WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id`
  return store.get(sql, { broadcaster_id, user_id })
}

/** The moderator of a channel with the oldest appointment. */
export function firstModerator(store: Store, broadcaster_id: string): string | undefined {
  const sql =
    'SELECT user_id FROM moderators WHERE broadcaster_id = $broadcaster_id ORDER BY created_at LIMIT 1'
  return store.get<{ user_id: string }>(sql, { broadcaster_id })?.user_id
}

/** A channel's moderators in the order of their appointment; or those among the given users, in the given order. */
export function listModerators(
  store: Store,
  { broadcaster_id, user_ids }: { broadcaster_id: string; user_ids?: readonly string[] },
  request: PageRequest,
): Page<Moderator> {
  const columns = 'user_id, display_name AS user_name, login AS user_login'
  const from = 'moderators CROSS JOIN users ON users.id = user_id'
  const listing: Listing<Moderator> = user_ids
    ? inGivenOrder({ columns, from }, broadcaster_id, user_ids)
    : {
        sql: `SELECT ${columns}, moderators.created_at AS _created_at FROM ${from}
          WHERE broadcaster_id = $broadcaster_id`,
        params: { broadcaster_id },
        key: ['_created_at', 'user_id'],
      }
  return page(store, listing, request)
}

/** The channels in which a user has the role of a moderator, the oldest appointment first. */
export function listModeratedChannels(
  store: Store,
  user_id: string,
  request: PageRequest,
): Page<ModeratedChannel> {
  const sql = `
    SELECT broadcaster_id, login AS broadcaster_login, display_name AS broadcaster_name,
      moderators.created_at AS _created_at
    FROM moderators CROSS JOIN users ON users.id = broadcaster_id WHERE user_id = $user_id`
  return page(store, { sql, params: { user_id }, key: ['_created_at', 'broadcaster_id'] }, request)
}

/** Inserts a moderator without an event. */
export function insertModerator(store: Store, moderator: ModeratorRow): void {
  store.insert('moderators', { ...moderator })
}

/** Makes a user a moderator of a channel. */
export function addModerator(store: Store, broadcaster_id: string, user_id: string): ModeratorRow {
  return store.transaction(() => {
    const moderator = { broadcaster_id, user_id, created_at: toSecond(store.now()) }
    insertModerator(store, moderator)
    store.emit('moderator.add', moderator)
    return moderator
  })
}

/** Removes the role of a moderator. */
export function removeModerator(store: Store, moderator: ModeratorRow): void {
  const { broadcaster_id, user_id } = moderator
  store.transaction(() => {
    store.run('DELETE FROM moderators WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id', {
      broadcaster_id,
      user_id,
    })
    store.emit('moderator.remove', moderator)
  })
}
