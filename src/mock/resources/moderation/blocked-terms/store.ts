import { type Page, type PageRequest, page } from '../../../engine/page.ts'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import { containsTerm } from './matching.ts'
import type { BlockedTerm } from './schema.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    'automod.terms.update': TermsUpdate
  }
  interface Timers {
    /** The term's ID. */
    'blocked_term.expire': string
  }
}

/** The tables of blocked terms. */
export const tables = `
  CREATE TABLE IF NOT EXISTS blocked_terms (
    id TEXT PRIMARY KEY, broadcaster_id TEXT NOT NULL REFERENCES users, moderator_id TEXT NOT NULL REFERENCES users,
    text TEXT NOT NULL COLLATE NOCASE, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, expires_at TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS blocked_terms_list ON blocked_terms (broadcaster_id, created_at, id);
  CREATE UNIQUE INDEX IF NOT EXISTS blocked_terms_text ON blocked_terms (broadcaster_id, text);`

/** The terms that a moderator added or removed. */
export interface TermsUpdate {
  broadcaster_id: string
  moderator_id: string
  action: 'add_blocked' | 'remove_blocked'
  from_automod: boolean
  terms: readonly string[]
}

/** The properties of a new blocked term. */
export type NewBlockedTerm = Pick<BlockedTerm, 'broadcaster_id' | 'moderator_id' | 'text'>

const select =
  'SELECT broadcaster_id, moderator_id, id, text, created_at, updated_at, expires_at FROM blocked_terms'

/** The blocked term of a channel with an ID. */
export function findBlockedTerm(store: Store, broadcaster_id: string, id: string): BlockedTerm | undefined {
  return store.get(`${select} WHERE broadcaster_id = $broadcaster_id AND id = $id`, { broadcaster_id, id })
}

/** The blocked term of a channel with a text. */
export function findBlockedTermByText(
  store: Store,
  broadcaster_id: string,
  text: string,
): BlockedTerm | undefined {
  return store.get(`${select} WHERE broadcaster_id = $broadcaster_id AND text = $text`, {
    broadcaster_id,
    text,
  })
}

/** The blocked terms of a channel that a text contains. */
export function findBlockedTerms(store: Store, broadcaster_id: string, text: string): BlockedTerm[] {
  return store
    .all<BlockedTerm>(`${select} WHERE broadcaster_id = $broadcaster_id`, { broadcaster_id })
    .filter((term) => containsTerm(text, term.text))
}

/** A channel's blocked terms, the newest first. */
export function listBlockedTerms(
  store: Store,
  broadcaster_id: string,
  request: PageRequest,
): Page<BlockedTerm> {
  return page(
    store,
    {
      sql: `${select} WHERE broadcaster_id = $broadcaster_id`,
      params: { broadcaster_id },
      key: ['created_at', 'id'],
      descending: true,
    },
    request,
  )
}

/** Inserts a blocked term without an event. */
export function insertBlockedTerm(store: Store, term: BlockedTerm): void {
  store.insert('blocked_terms', { ...term })
  if (term.expires_at) store.schedule('blocked_term.expire', term.id, new Date(term.expires_at))
}

/** Blocks a term, without an end. */
export function addBlockedTerm(store: Store, wanted: NewBlockedTerm): BlockedTerm {
  return store.transaction(() => {
    const created_at = toSecond(store.now())
    const term: BlockedTerm = {
      ...wanted,
      id: store.id(),
      created_at,
      updated_at: created_at,
      expires_at: null,
    }
    insertBlockedTerm(store, term)
    emitTerm(store, 'add_blocked', term, wanted.moderator_id)
    return term
  })
}

/** Unblocks a term. */
export function removeBlockedTerm(store: Store, term: BlockedTerm, moderator_id: string): void {
  store.transaction(() => {
    deleteBlockedTerm(store, term.id)
    emitTerm(store, 'remove_blocked', term, moderator_id)
  })
}

/** The timer that removes the terms that AutoMod blocked for a time. */
export function timers(store: Store): void {
  store.onTimer('blocked_term.expire', (id) => deleteBlockedTerm(store, id))
}

function deleteBlockedTerm(store: Store, id: string): void {
  store.cancel('blocked_term.expire', id)
  store.run('DELETE FROM blocked_terms WHERE id = $id', { id })
}

function emitTerm(
  store: Store,
  action: TermsUpdate['action'],
  { broadcaster_id, text }: BlockedTerm,
  moderator_id: string,
): void {
  store.emit('automod.terms.update', {
    broadcaster_id,
    moderator_id,
    action,
    from_automod: false,
    terms: [text],
  })
}
