import { pairsOf } from '../../../engine/listing.ts'
import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import { emitGuest, type GuestStarSessionRow } from '../sessions/store.ts'
import type { GuestStarInvite } from './schema.ts'

/** The tables of Guest Star invites. */
export const tables = `
  CREATE TABLE IF NOT EXISTS guest_star_invites (
    session_id TEXT NOT NULL REFERENCES guest_star_sessions, user_id TEXT NOT NULL REFERENCES users,
    status TEXT NOT NULL, invited_at TEXT NOT NULL, is_video_enabled INTEGER NOT NULL,
    is_audio_enabled INTEGER NOT NULL, is_video_available INTEGER NOT NULL, is_audio_available INTEGER NOT NULL,
    PRIMARY KEY (session_id, user_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS guest_star_ready_users (
    user_id TEXT PRIMARY KEY REFERENCES users
  ) STRICT, WITHOUT ROWID;`

/** The invites as /units lists them. */
export const inviteUnits = pairsOf('guest_star_invites', 'status, invited_at', ['session_id', 'user_id'])

const media = ['is_video_enabled', 'is_audio_enabled', 'is_video_available', 'is_audio_available'] as const

const select = `SELECT user_id, invited_at, status, ${media.join(', ')} FROM guest_star_invites`

const readInvite = rowReader<GuestStarInvite>({ booleans: media })

/** The invites to a session, the oldest first. */
export function listInvites(store: Store, session_id: string): GuestStarInvite[] {
  return store
    .all(`${select} WHERE session_id = $session_id ORDER BY invited_at, user_id`, { session_id })
    .map(readInvite)
}

/** The invite of a user to a session. */
export function findInvite(store: Store, session_id: string, user_id: string): GuestStarInvite | undefined {
  const row = store.get(`${select} WHERE session_id = $session_id AND user_id = $user_id`, {
    session_id,
    user_id,
  })
  return row && readInvite(row)
}

/** Marks a user who accepts every invitation at once and is ready. */
export function insertReadyUser(store: Store, user_id: string): void {
  store.insert('guest_star_ready_users', { user_id })
}

/** Inserts an invite without an event. */
export function insertInvite(
  store: Store,
  session_id: string,
  user_id: string,
  status: GuestStarInvite['status'],
): void {
  const invited_at = store.now()
  store.insert('guest_star_invites', { session_id, user_id, status, invited_at, ...devicesOf(status) })
}

/** The columns of camera and microphone: available and on for a ready user, otherwise not. */
function devicesOf(status: GuestStarInvite['status']): Record<string, boolean> {
  return Object.fromEntries(media.map((name) => [name, status === 'READY']))
}

/** Invites a user, by a moderator or the host. */
export function createInvite(
  store: Store,
  session: GuestStarSessionRow,
  user_id: string,
  moderator_id: string,
): void {
  store.transaction(() => {
    insertInvite(store, session.id, user_id, 'INVITED')
    emitGuest(store, session, { guest_id: user_id, moderator_id, state: 'invited' })
    const answers = store.get('SELECT 1 FROM guest_star_ready_users WHERE user_id = $user_id', { user_id })
    if (answers)
      for (const status of ['ACCEPTED', 'READY'] as const) updateInvite(store, session, user_id, status)
  })
}

/** Changes the status and devices of an invite, for the invited user. */
export function updateInvite(
  store: Store,
  session: GuestStarSessionRow,
  user_id: string,
  status: GuestStarInvite['status'],
): void {
  store.transaction(() => {
    store.update('guest_star_invites', { status, ...devicesOf(status) }, { session_id: session.id, user_id })
    const state = ({ INVITED: 'invited', ACCEPTED: 'accepted', READY: 'ready' } as const)[status]
    emitGuest(store, session, { guest_id: user_id, state })
  })
}

/** Removes an invite without an event. */
export function removeInvite(store: Store, session_id: string, user_id: string): void {
  const sql = 'DELETE FROM guest_star_invites WHERE session_id = $session_id AND user_id = $user_id'
  store.run(sql, { session_id, user_id })
}

/** Takes an invitation back. */
export function deleteInvite(
  store: Store,
  session: GuestStarSessionRow,
  user_id: string,
  moderator_id: string,
): void {
  store.transaction(() => {
    removeInvite(store, session.id, user_id)
    emitGuest(store, session, { guest_id: user_id, moderator_id, state: 'removed' })
  })
}
