import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import type { Guest, GuestStarSession, MediaSettings } from './schema.ts'

/** A session of a channel's host. */
export interface GuestStarSessionRow {
  id: string
  broadcaster_id: string
  started_at: string
  ended_at: string | null
}

/** A change of a guest or a slot. */
export interface GuestUpdate {
  broadcaster_id: string
  session_id: string
  /** The moderator who made the change; null for the guest. */
  moderator_id: string | null
  guest_id: string | null
  slot_id: string | null
  state: 'invited' | 'accepted' | 'ready' | 'backstage' | 'live' | 'removed'
  host_video_enabled: boolean | null
  host_audio_enabled: boolean | null
  host_volume: number | null
}

declare module '../../../engine/events.ts' {
  interface Events {
    'guest_star_session.begin': GuestStarSessionRow
    'guest_star_session.end': GuestStarSessionRow
    'guest_star_guest.update': GuestUpdate
  }
}

/** The tables of Guest Star sessions. */
export const tables = `
  CREATE TABLE IF NOT EXISTS guest_star_sessions (
    id TEXT PRIMARY KEY, broadcaster_id TEXT NOT NULL REFERENCES users, started_at TEXT NOT NULL, ended_at TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX IF NOT EXISTS guest_star_sessions_active
    ON guest_star_sessions (broadcaster_id) WHERE ended_at IS NULL;
  CREATE TABLE IF NOT EXISTS guest_star_guests (
    session_id TEXT NOT NULL REFERENCES guest_star_sessions, slot_id TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users, is_live INTEGER NOT NULL, volume INTEGER NOT NULL,
    assigned_at TEXT NOT NULL, audio_settings TEXT NOT NULL, video_settings TEXT NOT NULL,
    PRIMARY KEY (session_id, slot_id)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX IF NOT EXISTS guest_star_guests_user ON guest_star_guests (session_id, user_id);`

const ID_LENGTH = 27

const columns = 'id, broadcaster_id, started_at, ended_at'

const readGuest = rowReader<Guest>({ booleans: ['is_live'], json: ['audio_settings', 'video_settings'] })

/** The running session of a channel. */
export function findActiveGuestStarSession(
  store: Store,
  broadcaster_id: string,
): GuestStarSessionRow | undefined {
  const sql = `SELECT ${columns} FROM guest_star_sessions WHERE broadcaster_id = $broadcaster_id AND ended_at IS NULL`
  return store.get(sql, { broadcaster_id })
}

/** The session of a channel with an ID. */
export function findGuestStarSession(
  store: Store,
  broadcaster_id: string,
  id: string,
): GuestStarSessionRow | undefined {
  const sql = `SELECT ${columns} FROM guest_star_sessions WHERE id = $id AND broadcaster_id = $broadcaster_id`
  return store.get(sql, { id, broadcaster_id })
}

/** The session with an ID, of any host. */
export function findGuestStarSessionById(store: Store, id: string): GuestStarSessionRow | undefined {
  return store.get(`SELECT ${columns} FROM guest_star_sessions WHERE id = $id`, { id })
}

/** The host and the guests, in the order of their slots. */
export function listGuests(store: Store, session_id: string): Guest[] {
  return store
    .all(
      `SELECT slot_id, is_live, user_id, display_name AS user_display_name, login AS user_login, volume, assigned_at,
         audio_settings, video_settings
       FROM guest_star_guests JOIN users ON users.id = user_id WHERE session_id = $session_id ORDER BY slot_id`,
      { session_id },
    )
    .map(readGuest)
}

/** The session as Helix writes it. */
export function sessionWithGuests(store: Store, { id }: GuestStarSessionRow): GuestStarSession {
  return { id, guests: listGuests(store, id) }
}

/** The properties of a new guest. */
export interface NewGuest {
  session_id: string
  slot_id: string
  user_id: string
  is_live: boolean
  audio: Omit<MediaSettings, 'is_host_enabled'>
  video: Omit<MediaSettings, 'is_host_enabled'>
}

/** Inserts a guest without an event. */
export function insertGuest(store: Store, { audio, video, ...guest }: NewGuest): void {
  store.insert('guest_star_guests', {
    ...guest,
    volume: 100,
    assigned_at: store.now().toISOString(),
    audio_settings: { is_host_enabled: true, ...audio },
    video_settings: { is_host_enabled: true, ...video },
  })
}

/** Inserts a running session with its host, without an event. */
export function insertGuestStarSession(store: Store, broadcaster_id: string): GuestStarSessionRow {
  const started_at = store.now().toISOString()
  const session: GuestStarSessionRow = {
    id: store.random.token(ID_LENGTH),
    broadcaster_id,
    started_at,
    ended_at: null,
  }
  store.insert('guest_star_sessions', { ...session })
  const media = { is_guest_enabled: true, is_available: true }
  const host = { slot_id: '0', user_id: broadcaster_id, is_live: true, audio: media, video: media }
  insertGuest(store, { session_id: session.id, ...host })
  return session
}

/** Begins a session. */
export function createGuestStarSession(store: Store, broadcaster_id: string): GuestStarSessionRow {
  return store.transaction(() => {
    const session = insertGuestStarSession(store, broadcaster_id)
    store.emit('guest_star_session.begin', session)
    return session
  })
}

/** Ends a session, and removes its guests and invites. */
export function endGuestStarSession(store: Store, session: GuestStarSessionRow): void {
  store.transaction(() => {
    const ended_at = store.now().toISOString()
    store.update('guest_star_sessions', { ended_at }, { id: session.id })
    for (const table of ['guest_star_guests', 'guest_star_invites']) {
      store.run(`DELETE FROM ${table} WHERE session_id = $id`, { id: session.id })
    }
    store.emit('guest_star_session.end', { ...session, ended_at })
  })
}

const untouched = {
  moderator_id: null,
  guest_id: null,
  slot_id: null,
  host_video_enabled: null,
  host_audio_enabled: null,
  host_volume: null,
}

/** Emits a change of a guest. */
export function emitGuest(
  store: Store,
  { id, broadcaster_id }: GuestStarSessionRow,
  update: Partial<GuestUpdate> & Pick<GuestUpdate, 'state'>,
): void {
  store.emit('guest_star_guest.update', { ...untouched, broadcaster_id, session_id: id, ...update })
}
