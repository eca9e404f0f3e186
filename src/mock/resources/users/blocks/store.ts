import { type Page, type PageRequest, page } from '../../../engine/page.ts'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import type { BlockedUser } from './schema.ts'

/** The tables of blocks. */
export const tables = `
  CREATE TABLE IF NOT EXISTS blocks (
    broadcaster_id TEXT NOT NULL REFERENCES users, user_id TEXT NOT NULL REFERENCES users,
    source_context TEXT, reason TEXT, created_at TEXT NOT NULL,
    PRIMARY KEY (broadcaster_id, user_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS blocks_list ON blocks (broadcaster_id, created_at, user_id);`

/** The row as it is stored. */
export interface BlockRow {
  broadcaster_id: string
  user_id: string
  source_context: 'chat' | 'whisper' | null
  reason: 'harassment' | 'spam' | 'other' | null
  created_at: string
}

/** Whether a broadcaster has blocked a user. */
export function isBlocked(store: Store, broadcaster_id: string, user_id: string): boolean {
  const sql = 'SELECT 1 FROM blocks WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id'
  return store.get(sql, { broadcaster_id, user_id }) !== undefined
}

/** The blocks by a broadcaster, the most recent first. */
export function listBlocks(store: Store, broadcaster_id: string, request: PageRequest): Page<BlockedUser> {
  return page(
    store,
    {
      sql: `
        SELECT user_id, login AS user_login, display_name, blocks.created_at AS _created_at
        FROM blocks CROSS JOIN users ON users.id = user_id
        WHERE broadcaster_id = $broadcaster_id`,
      params: { broadcaster_id },
      key: ['_created_at', 'user_id'],
      descending: true,
    },
    request,
  )
}

/** Inserts a block. */
export function insertBlock(store: Store, block: BlockRow): void {
  store.insert('blocks', { ...block })
}

/** Blocks a user; an existing block stays. */
export function blockUser(store: Store, block: Omit<BlockRow, 'created_at'>): void {
  store.transaction(() => {
    if (isBlocked(store, block.broadcaster_id, block.user_id)) return
    insertBlock(store, { ...block, created_at: toSecond(store.now()) })
  })
}

/** Unblocks a user, if blocked. */
export function unblockUser(store: Store, broadcaster_id: string, user_id: string): void {
  const sql = 'DELETE FROM blocks WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id'
  store.run(sql, { broadcaster_id, user_id })
}
