import { inGivenOrder, pairsOf } from '../../../engine/listing.ts'
import { type Listing, type Page, type PageRequest, page } from '../../../engine/page.ts'
import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted, toSecond } from '../../../engine/time.ts'
import { clearUserMessages } from '../../chat/messages/store.ts'
import { findModerator, removeModerator } from '../moderators/store.ts'
import type { BannedUser } from './schema.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    /** A user was banned or, if the ban expires, put in a timeout. */
    ban: Ban
    /** A moderator lifted a ban or timeout, or approved an unban request. Not emitted when a timeout ends by itself. */
    unban: { ban: Ban; moderator_id: string; unban_request_id?: string }
  }
  interface Timers {
    /** The channel's and the user's ID, with a colon between. */
    'timeout.lapse': string
  }
}

/** The bans as /units lists them. */
export const banUnits = pairsOf('bans', 'moderator_id, reason, created_at, expires_at')

/** The tables of bans. */
export const tables = `
  CREATE TABLE IF NOT EXISTS bans (
    broadcaster_id TEXT NOT NULL REFERENCES users, user_id TEXT NOT NULL REFERENCES users,
    moderator_id TEXT NOT NULL REFERENCES users, reason TEXT NOT NULL, created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL, PRIMARY KEY (broadcaster_id, user_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS bans_list ON bans (broadcaster_id, created_at, user_id);
  CREATE INDEX IF NOT EXISTS bans_user ON bans (user_id);
  CREATE INDEX IF NOT EXISTS bans_moderator ON bans (moderator_id);`

/** The ban of a user from a channel; a timeout if `expires_at` is not empty. */
export type Ban = BannedUser & { broadcaster_id: string }

/** The row as it is stored: the names are those of the users. */
export type BanRow = Pick<
  Ban,
  'broadcaster_id' | 'user_id' | 'moderator_id' | 'reason' | 'created_at' | 'expires_at'
>

/** The properties of a new ban. */
export type NewBan = Pick<Ban, 'broadcaster_id' | 'user_id' | 'moderator_id'> & {
  reason?: string
  /** The duration of a timeout in seconds; without it, it is a ban. */
  duration?: number
}

const columns = `user_id, users.login AS user_login, users.display_name AS user_name, expires_at,
  bans.created_at, reason, moderator_id, moderators.login AS moderator_login,
  moderators.display_name AS moderator_name`

const joined =
  'bans CROSS JOIN users ON users.id = user_id CROSS JOIN users AS moderators ON moderators.id = ' +
  'moderator_id'

/** The ban or timeout of a user in a channel. */
export function findBan(store: Store, broadcaster_id: string, user_id: string): Ban | undefined {
  return store.get(
    `SELECT broadcaster_id, ${columns} FROM ${joined}
     WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id`,
    { broadcaster_id, user_id },
  )
}

/** Whether a user is banned from a channel or in a timeout. */
export function isBanned(store: Store, broadcaster_id: string, user_id: string): boolean {
  const sql = 'SELECT 1 FROM bans WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id'
  return store.get(sql, { broadcaster_id, user_id }) !== undefined
}

/** The channels that have banned a user, without timeouts. */
export function listBanningChannels(store: Store, user_id: string): string[] {
  const sql =
    "SELECT broadcaster_id FROM bans WHERE user_id = $user_id AND expires_at = '' ORDER BY broadcaster_id"
  return store.all<{ broadcaster_id: string }>(sql, { user_id }).map(({ broadcaster_id }) => broadcaster_id)
}

/** The bans and timeouts of a channel, the newest first; or those of the given users, in the given order. */
export function listBans(
  store: Store,
  { broadcaster_id, user_ids }: { broadcaster_id: string; user_ids?: readonly string[] },
  request: PageRequest,
): Page<BannedUser> {
  const listing: Listing<BannedUser> = user_ids
    ? inGivenOrder({ columns, from: joined }, broadcaster_id, user_ids)
    : {
        sql: `SELECT ${columns} FROM ${joined} WHERE broadcaster_id = $broadcaster_id`,
        params: { broadcaster_id },
        key: ['created_at', 'user_id'],
        descending: true,
      }
  return page(store, listing, request)
}

/** Inserts a ban without an event; a timeout gets its timer. */
export function insertBan(store: Store, ban: BanRow): void {
  const { broadcaster_id, user_id, expires_at } = ban
  store.insert('bans', { ...ban })
  if (expires_at) store.schedule('timeout.lapse', `${broadcaster_id}:${user_id}`, new Date(expires_at))
}

/**
 * Bans a user, or puts the user in a timeout, in place of an earlier timeout. The user's messages are deleted, and a
 * moderator loses the role.
 */
export function banUser(store: Store, { duration, reason = '', ...who }: NewBan): Ban {
  return store.transaction(() => {
    const { broadcaster_id, user_id } = who
    const moderator = findModerator(store, broadcaster_id, user_id)
    if (moderator) removeModerator(store, moderator)
    deleteBan(store, broadcaster_id, user_id)
    const now = store.now()
    insertBan(store, {
      ...who,
      reason,
      created_at: toSecond(now),
      expires_at: duration === undefined ? '' : toSecond(shifted(now, duration * Milliseconds.second)),
    })
    const ban = findBan(store, broadcaster_id, user_id)!
    store.emit('ban', ban)
    clearUserMessages(store, broadcaster_id, user_id)
    return ban
  })
}

/** Lifts a ban or timeout. */
export function unbanUser(store: Store, ban: Ban, moderator_id: string, unban_request_id?: string): void {
  store.transaction(() => {
    deleteBan(store, ban.broadcaster_id, ban.user_id)
    store.emit('unban', { ban, moderator_id, unban_request_id })
  })
}

/** The timer that ends timeouts. */
export function timers(store: Store): void {
  store.onTimer('timeout.lapse', (subject) => {
    const [broadcaster_id = '', user_id = ''] = subject.split(':')
    deleteBan(store, broadcaster_id, user_id)
  })
}

function deleteBan(store: Store, broadcaster_id: string, user_id: string): void {
  store.cancel('timeout.lapse', `${broadcaster_id}:${user_id}`)
  store.run('DELETE FROM bans WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id', {
    broadcaster_id,
    user_id,
  })
}
