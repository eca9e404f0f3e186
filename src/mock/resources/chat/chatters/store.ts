import { count, type Listing, type Page, type PageRequest, page } from '../../../engine/page.ts'
import type { Store } from '../../../engine/store.ts'
import type { Chatter } from './schema.ts'

/** The tables of chatters. */
export const tables = `
  CREATE TABLE IF NOT EXISTS chatters (
    broadcaster_id TEXT NOT NULL REFERENCES users, user_id TEXT NOT NULL REFERENCES users,
    PRIMARY KEY (broadcaster_id, user_id)
  ) STRICT, WITHOUT ROWID;`

/** Adds a user to a channel's chatters, unless the user is one already. */
export function joinChat(store: Store, broadcaster_id: string, user_id: string): void {
  store.run('INSERT OR IGNORE INTO chatters (broadcaster_id, user_id) VALUES ($broadcaster_id, $user_id)', {
    broadcaster_id,
    user_id,
  })
}

/** Removes a user from a channel's chatters. */
export function leaveChat(store: Store, broadcaster_id: string, user_id: string): void {
  store.run('DELETE FROM chatters WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id', {
    broadcaster_id,
    user_id,
  })
}

/** A page of a channel's chatters, and the number of all. */
export function listChatters(
  store: Store,
  broadcaster_id: string,
  request: PageRequest,
): Page<Chatter> & { total: number } {
  const listing: Listing<Chatter> = {
    sql: `
      SELECT user_id, login AS user_login, display_name AS user_name
      FROM chatters CROSS JOIN users ON users.id = user_id WHERE broadcaster_id = $broadcaster_id`,
    params: { broadcaster_id },
    key: ['user_id'],
  }
  const total = count(store, {
    sql: 'SELECT 1 FROM chatters WHERE broadcaster_id = $broadcaster_id',
    params: { broadcaster_id },
  })
  return { ...page(store, listing, request), total }
}
