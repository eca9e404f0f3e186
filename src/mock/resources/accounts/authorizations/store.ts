import { pairsOf } from '../../../engine/listing.ts'
import type { Listing } from '../../../engine/page.ts'
import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import { findUser } from '../../users/store.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    /** A user allowed an app something on a consent page. */
    'user.authorization.grant': UserAuthorization
    /** A user disconnected an app. */
    'user.authorization.revoke': UserAuthorization
  }
}

/** The client and the user as EventSub names them; the names are null if the user no longer exists. */
export interface UserAuthorization {
  client_id: string
  user_id: string
  user_login: string | null
  user_name: string | null
}

/** The authorization of an app by a user. */
export interface Authorization {
  client_id: string
  user_id: string
  /** All scopes that were granted since the last disconnect; a token may have fewer. */
  scopes: string[]
}

/** The table of authorizations. Deleting one deletes the user's tokens, codes and approved devices. */
export const tables = `
  CREATE TABLE IF NOT EXISTS authorizations (
    client_id TEXT NOT NULL REFERENCES clients ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
    scopes TEXT NOT NULL, created_at TEXT NOT NULL, PRIMARY KEY (client_id, user_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS authorizations_user ON authorizations (user_id);`

const readAuthorization = rowReader<Authorization>({ json: ['scopes'] })

/** The authorizations of all users. */
export const authorizationUnits: Listing<object> = {
  ...pairsOf('authorizations', 'scopes, created_at', ['client_id', 'user_id']),
  read: readAuthorization,
}

/** The authorization that a user gave a client. */
export function findAuthorization(
  store: Store,
  client_id: string,
  user_id: string,
): Authorization | undefined {
  const row = store.get(
    'SELECT client_id, user_id, scopes FROM authorizations WHERE client_id = $client_id AND user_id = $user_id',
    { client_id, user_id },
  )
  return row && readAuthorization(row)
}

/** Whether a user has granted an app all of these scopes; for an empty list, whether the app is connected. */
export function hasAuthorized(
  store: Store,
  { client_id, user_id, scopes }: Readonly<Omit<Authorization, 'scopes'>> & { scopes: readonly string[] },
): boolean {
  const authorization = findAuthorization(store, client_id, user_id)
  return authorization !== undefined && scopes.every((scope) => authorization.scopes.includes(scope))
}

/** Inserts an authorization, or adds its scopes to the existing one. */
export function insertAuthorization(store: Store, { client_id, user_id, scopes }: Authorization): void {
  const known = findAuthorization(store, client_id, user_id)
  const all = [...new Set([...(known?.scopes ?? []), ...scopes])]
  if (!known) {
    store.insert('authorizations', { client_id, user_id, scopes, created_at: toSecond(store.now()) })
  } else if (all.length > known.scopes.length) {
    store.update('authorizations', { scopes: all }, { client_id, user_id })
  }
}

/** Grants an app scopes, by the user's consent. */
export function grantAuthorization(store: Store, authorization: Authorization): void {
  store.transaction(() => {
    insertAuthorization(store, authorization)
    store.emit('user.authorization.grant', connectionOf(store, authorization))
  })
}

/**
 * Disconnects an app from a user, which deletes its tokens, refresh tokens and codes for the user. False if the app was
 * not connected.
 */
export function revokeAuthorization(store: Store, client_id: string, user_id: string): boolean {
  return store.transaction(() => {
    const sql = 'DELETE FROM authorizations WHERE client_id = $client_id AND user_id = $user_id'
    if (store.run(sql, { client_id, user_id }) === 0) return false
    store.emit('user.authorization.revoke', connectionOf(store, { client_id, user_id }))
    return true
  })
}

function connectionOf(
  store: Store,
  { client_id, user_id }: Pick<Authorization, 'client_id' | 'user_id'>,
): UserAuthorization {
  const user = findUser(store, user_id)
  return { client_id, user_id, user_login: user?.login ?? null, user_name: user?.display_name ?? null }
}
