import { deleteCascading } from '../../engine/cascade.ts'
import type { Listing } from '../../engine/page.ts'
import { rowReader } from '../../engine/rows.ts'
import type { Store } from '../../engine/store.ts'
import { toSecond } from '../../engine/time.ts'
import { type ChannelRow, insertChannel } from '../channels/information/store.ts'
import type { User } from './schema.ts'

declare module '../../engine/events.ts' {
  interface Events {
    /** A profile was changed. */
    'user.update': User
    /** An account was removed; the apps were connected to it. */
    'user.remove': { id: string; client_ids: readonly string[] }
  }
}

/** The tables of users. */
export const tables = `
  CREATE TABLE IF NOT EXISTS users (
    id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL, type TEXT NOT NULL,
    broadcaster_type TEXT NOT NULL, description TEXT NOT NULL, profile_image_url TEXT NOT NULL,
    offline_image_url TEXT NOT NULL, view_count INTEGER NOT NULL, email TEXT NOT NULL, created_at TEXT NOT NULL
  ) STRICT;`

/** A user as stored, always with the email. */
export type StoredUser = User & { email: string }

/** The columns of a stored user. */
export const userColumns = `id, login, display_name, type, broadcaster_type, description, profile_image_url,
  offline_image_url, view_count, email, created_at`

/** The users as /units lists them, with some members of their channels. */
export const userUnits: Listing<object> = {
  sql: `SELECT users.rowid AS _row, ${userColumns}, title, broadcaster_language AS stream_language, delay,
      ifnull(game_id, '') AS game_id, ifnull(category, '') AS game_name, is_branded_content
    FROM users CROSS JOIN channels ON broadcaster_id = id
      LEFT JOIN (SELECT id AS category_id, name AS category FROM categories) ON category_id = game_id`,
  counted: 'SELECT 1 FROM users',
  key: ['_row'],
  read: rowReader<{ is_branded_content: boolean }>({ booleans: ['is_branded_content'] }),
}

/** The users in the form of fixtures, with all members of their channels. */
export const userFixtures: Listing<object> = {
  sql: `SELECT users.rowid AS _row, ${userColumns}, title, broadcaster_language AS stream_language, delay, game_id,
      tags, content_classification_labels, is_branded_content
    FROM users CROSS JOIN channels ON broadcaster_id = id`,
  key: ['_row'],
  read: rowReader<{ is_branded_content: boolean; tags: string[]; content_classification_labels: string[] }>({
    booleans: ['is_branded_content'],
    json: ['tags', 'content_classification_labels'],
  }),
}

/** Inserts a user without a channel. */
export function insertUser(store: Store, user: StoredUser): void {
  store.insert('users', user)
}

/** The properties of a new user, with Twitch's defaults for missing ones. */
export type NewUser = Pick<StoredUser, 'login'> & Partial<StoredUser>

/** Creates an account with its channel, optionally with properties of the channel. */
export function createUser(
  store: Store,
  wanted: NewUser,
  channel: Partial<Omit<ChannelRow, 'broadcaster_id'>> = {},
): StoredUser {
  return store.transaction(() => {
    const user: StoredUser = {
      id: freeUserId(store),
      display_name: wanted.login,
      type: '',
      broadcaster_type: '',
      description: '',
      profile_image_url: '',
      offline_image_url: '',
      email: `${wanted.login}@testing.mocks`,
      view_count: 0,
      created_at: toSecond(store.now()),
      ...wanted,
    }
    insertUser(store, user)
    insertChannel(store, { ...channel, broadcaster_id: user.id })
    return user
  })
}

/** Changes an account and emits the event; undefined members stay. */
export function updateUser(store: Store, id: string, changes: Partial<Omit<StoredUser, 'id'>>): StoredUser {
  return store.transaction(() => {
    store.update('users', changes, { id })
    const user = findUser(store, id)!
    store.emit('user.update', user)
    return user
  })
}

/** Removes an account with all of its data. */
export function removeUser(store: Store, id: string): void {
  store.transaction(() => {
    const sql = 'SELECT client_id FROM authorizations WHERE user_id = $id ORDER BY client_id'
    const clients = store.all<{ client_id: string }>(sql, { id })
    deleteCascading(store, 'users', 'id', id)
    store.emit('user.remove', { id, client_ids: clients.map(({ client_id }) => client_id) })
  })
}

/** A new unique ID. */
export function freeUserId(store: Store): string {
  for (;;) {
    const id = store.random.digits(9)
    if (!findUser(store, id)) return id
  }
}

/** The user with an ID. */
export function findUser(store: Store, id: string): StoredUser | undefined {
  return store.get(`SELECT ${userColumns} FROM users WHERE id = $id`, { id })
}

/** The user with a login, in any case. */
export function findUserByLogin(store: Store, login: string): StoredUser | undefined {
  return store.get(`SELECT ${userColumns} FROM users WHERE login = lower($login)`, { login })
}

/** The first partner, who has rows of every unit. */
export function firstPartner(store: Store): StoredUser | undefined {
  return store.get(
    `SELECT ${userColumns} FROM users WHERE broadcaster_type = 'partner' ORDER BY rowid LIMIT 1`,
  )
}

/** A random user; one of the excepted users only if there are no others. */
export function randomUser(store: Store, except: readonly string[]): StoredUser | undefined {
  const last = store.get<{ row: number | null }>('SELECT max(rowid) AS row FROM users')!.row ?? 0
  const sql = `
    SELECT ${userColumns} FROM users WHERE rowid >= $from AND id NOT IN (SELECT value FROM json_each($except))
    ORDER BY rowid LIMIT 1`
  const find = (from: number, except: readonly string[]) => store.get<StoredUser>(sql, { from, except })
  return find(1 + store.random.below(last), except) ?? find(0, except) ?? find(0, [])
}

/** The users with any of the IDs or logins, in that order, each once. */
export function listUsers(store: Store, ids: readonly string[], logins: readonly string[]): StoredUser[] {
  const found = new Map<string, StoredUser>()
  const add = (user: StoredUser | undefined) => user && found.set(user.id, user)
  for (const id of ids) add(findUser(store, id))
  for (const login of logins) add(findUserByLogin(store, login))
  return [...found.values()]
}

/** How many users there are. */
export function countUsers(store: Store): number {
  return store.get<{ total: number }>('SELECT count(*) AS total FROM users')!.total
}

/** Whether there are any users. */
export function hasUsers(store: Store): boolean {
  return store.get('SELECT 1 FROM users LIMIT 1') !== undefined
}

/** The users whose logins begin with a text, by login. */
export function listUsersByPrefix(store: Store, text: string, limit: number): StoredUser[] {
  return store.all(
    `SELECT ${userColumns} FROM users WHERE login >= $text AND login < $text || char(0x10ffff)
     ORDER BY login LIMIT $limit`,
    { text, limit },
  )
}

/** The oldest users, except one. */
export function listFirstUsers(store: Store, limit: number, except = ''): StoredUser[] {
  const sql = `SELECT ${userColumns} FROM users WHERE id <> $except ORDER BY rowid LIMIT $limit`
  return store.all(sql, { except, limit })
}
