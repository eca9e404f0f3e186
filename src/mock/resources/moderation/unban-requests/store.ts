import { rowsOf } from '../../../engine/listing.ts'
import { type Page, type PageRequest, page } from '../../../engine/page.ts'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import { findBan, unbanUser } from '../bans/store.ts'
import type { UnbanRequest } from './schema.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    'unban_request.create': UnbanRequest
    /** A moderator approved or denied a request, or its user canceled it. */
    'unban_request.resolve': UnbanRequest
  }
}

/** The tables of unban requests. */
export const tables = `
  CREATE TABLE IF NOT EXISTS unban_requests (
    id TEXT PRIMARY KEY, broadcaster_id TEXT NOT NULL REFERENCES users, moderator_id TEXT REFERENCES users,
    user_id TEXT NOT NULL REFERENCES users, text TEXT NOT NULL, status TEXT NOT NULL, created_at TEXT NOT NULL,
    resolved_at TEXT, resolution_text TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS unban_requests_list ON unban_requests (broadcaster_id, status, created_at, id);
  CREATE INDEX IF NOT EXISTS unban_requests_user
    ON unban_requests (broadcaster_id, status, user_id, created_at, id);
  CREATE UNIQUE INDEX IF NOT EXISTS unban_requests_pending ON unban_requests (broadcaster_id, user_id)
    WHERE status = 'pending';
  CREATE TABLE IF NOT EXISTS unban_request_settings (
    broadcaster_id TEXT PRIMARY KEY REFERENCES users, is_enabled INTEGER NOT NULL
  ) STRICT;`

/** The unban requests as /units lists them. */
export const unbanRequestUnits = rowsOf(
  'unban_requests',
  'id, broadcaster_id, moderator_id, user_id, text, status, created_at, resolved_at, resolution_text',
)

/** The row as it is stored: the names are those of the users. */
export type UnbanRequestRow = Pick<
  UnbanRequest,
  'id' | 'broadcaster_id' | 'user_id' | 'text' | 'status' | 'created_at' | 'resolved_at' | 'resolution_text'
> & { moderator_id: string | null }

/** The properties of a new unban request. */
export type NewUnbanRequest = Pick<UnbanRequest, 'broadcaster_id' | 'user_id' | 'text'>

/** The decision of a moderator about a request. */
export interface Resolution {
  moderator_id: string
  status: 'approved' | 'denied'
  resolution_text?: string
}

const select = `
  SELECT unban_requests.id, broadcaster_id, broadcasters.login AS broadcaster_login,
    broadcasters.display_name AS broadcaster_name, moderator_id, moderators.login AS moderator_login,
    moderators.display_name AS moderator_name,
    user_id, users.login AS user_login, users.display_name AS user_name, text, status,
    unban_requests.created_at, resolved_at, resolution_text
  FROM unban_requests CROSS JOIN users AS broadcasters ON broadcasters.id = broadcaster_id
    CROSS JOIN users ON users.id = user_id LEFT JOIN users AS moderators ON moderators.id = moderator_id`

/** The unban request of a channel with an ID. */
export function findUnbanRequest(store: Store, broadcaster_id: string, id: string): UnbanRequest | undefined {
  return store.get(`${select} WHERE broadcaster_id = $broadcaster_id AND unban_requests.id = $id`, {
    broadcaster_id,
    id,
  })
}

/** The unban request with an ID, in any channel. */
export function findUnbanRequestById(store: Store, id: string): UnbanRequest | undefined {
  return store.get(`${select} WHERE unban_requests.id = $id`, { id })
}

/** Whether a user has a pending request in a channel. */
export function hasPendingUnbanRequest(store: Store, broadcaster_id: string, user_id: string): boolean {
  const sql = `SELECT 1 FROM unban_requests
    WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id AND status = 'pending'`
  return store.get(sql, { broadcaster_id, user_id }) !== undefined
}

/** A channel's unban requests with a status, optionally of one user, the newest first. */
export function listUnbanRequests(
  store: Store,
  { user_id, ...filter }: { broadcaster_id: string; status: UnbanRequest['status']; user_id?: string },
  request: PageRequest,
): Page<UnbanRequest> {
  const byUser = user_id ? 'AND user_id = $user_id' : ''
  return page(
    store,
    {
      sql: `${select} WHERE broadcaster_id = $broadcaster_id AND status = $status ${byUser}`,
      params: { ...filter, ...(user_id && { user_id }) },
      key: ['created_at', 'id'],
      descending: true,
    },
    request,
  )
}

/** Whether a channel receives unban requests; by default it does. */
export function receivesUnbanRequests(store: Store, broadcaster_id: string): boolean {
  const sql = 'SELECT 1 FROM unban_request_settings WHERE broadcaster_id = $broadcaster_id AND is_enabled = 0'
  return store.get(sql, { broadcaster_id }) === undefined
}

/** Sets whether a channel receives unban requests. */
export function setUnbanRequestsEnabled(store: Store, broadcaster_id: string, is_enabled: boolean): void {
  store.run(
    `INSERT INTO unban_request_settings (broadcaster_id, is_enabled) VALUES ($broadcaster_id, $is_enabled)
     ON CONFLICT (broadcaster_id) DO UPDATE SET is_enabled = excluded.is_enabled`,
    { broadcaster_id, is_enabled },
  )
}

/** Inserts an unban request without an event. */
export function insertUnbanRequest(store: Store, row: UnbanRequestRow): void {
  store.insert('unban_requests', { ...row })
}

/** Creates an unban request of a banned user, who must have no pending one in the channel. */
export function createUnbanRequest(store: Store, wanted: NewUnbanRequest): UnbanRequest {
  return store.transaction(() => {
    const id = store.id()
    insertUnbanRequest(store, {
      ...wanted,
      id,
      moderator_id: null,
      status: 'pending',
      created_at: toSecond(store.now()),
      resolved_at: null,
      resolution_text: null,
    })
    const created = findUnbanRequest(store, wanted.broadcaster_id, id)!
    store.emit('unban_request.create', created)
    return created
  })
}

/** Resolves a pending request; an approval lifts the ban. */
export function resolveUnbanRequest(
  store: Store,
  request: UnbanRequest,
  { moderator_id, status, resolution_text = '' }: Resolution,
): UnbanRequest {
  return store.transaction(() => {
    const ban = status === 'approved' ? findBan(store, request.broadcaster_id, request.user_id) : undefined
    if (ban) unbanUser(store, ban, moderator_id, request.id)
    return closeUnbanRequest(store, request, { moderator_id, status, resolution_text })
  })
}

/** Cancels a pending request, for its user. */
export function cancelUnbanRequest(store: Store, request: UnbanRequest): UnbanRequest {
  return closeUnbanRequest(store, request, { status: 'canceled' })
}

function closeUnbanRequest(
  store: Store,
  { broadcaster_id, id }: UnbanRequest,
  changes: Partial<UnbanRequestRow>,
): UnbanRequest {
  return store.transaction(() => {
    store.update('unban_requests', { ...changes, resolved_at: toSecond(store.now()) }, { id })
    const resolved = findUnbanRequest(store, broadcaster_id, id)!
    store.emit('unban_request.resolve', resolved)
    return resolved
  })
}
