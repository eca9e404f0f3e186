import { rowReader } from '../../../store/rows.ts'
import type { Store } from '../../../store/store.ts'
import type { ChatBadge } from './schema.ts'

export const tables = `
  CREATE TABLE IF NOT EXISTS chat_badges (
    broadcaster_id TEXT NOT NULL REFERENCES users, set_id TEXT NOT NULL, versions TEXT NOT NULL,
    PRIMARY KEY (broadcaster_id, set_id)
  ) STRICT, WITHOUT ROWID;`

const readBadge = rowReader<ChatBadge>({ json: ['versions'] })

export function insertChatBadge(store: Store, broadcaster_id: string, badge: ChatBadge): void {
  store.insert('chat_badges', { broadcaster_id, ...badge })
}

/** The badges that a broadcaster made. */
export function listChatBadges(store: Store, broadcaster_id: string): ChatBadge[] {
  const sql =
    'SELECT set_id, versions FROM chat_badges WHERE broadcaster_id = $broadcaster_id ORDER BY set_id'
  return store.all(sql, { broadcaster_id }).map(readBadge)
}
