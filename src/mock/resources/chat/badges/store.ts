import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import type { ChatBadge } from './schema.ts'

/** The tables of badges. */
export const tables = `
  CREATE TABLE IF NOT EXISTS chat_badges (
    broadcaster_id TEXT NOT NULL REFERENCES users, set_id TEXT NOT NULL, versions TEXT NOT NULL,
    PRIMARY KEY (broadcaster_id, set_id)
  ) STRICT, WITHOUT ROWID;`

const readBadge = rowReader<ChatBadge>({ json: ['versions'] })

/** Inserts a badge of a channel. */
export function insertChatBadge(store: Store, broadcaster_id: string, badge: ChatBadge): void {
  store.insert('chat_badges', { broadcaster_id, ...badge })
}

/** The badges that a broadcaster made. */
export function listChatBadges(store: Store, broadcaster_id: string): ChatBadge[] {
  const sql =
    'SELECT set_id, versions FROM chat_badges WHERE broadcaster_id = $broadcaster_id ORDER BY set_id'
  return store.all(sql, { broadcaster_id }).map(readBadge)
}

/** A version of a badge, such as that for a number of months. */
export type BadgeVersion = ChatBadge['versions'][number]

/** A badge with its pictures; the picture's ID is a UUID. */
export function badgeVersion(
  id: string,
  title: string,
  picture: string,
  click: Partial<Pick<BadgeVersion, 'click_action' | 'click_url'>> = {},
): BadgeVersion {
  const url = `https://static-cdn.jtvnw.net/badges/v1/${picture}`
  return {
    id,
    image_url_1x: `${url}/1`,
    image_url_2x: `${url}/2`,
    image_url_4x: `${url}/3`,
    title,
    description: title,
    click_action: null,
    click_url: null,
    ...click,
  }
}

/** The click action of a badge that opens a page. */
export const visit = (click_url: string) => ({ click_action: 'visit_url', click_url })
/** The click action of a badge that leads to a subscription. */
export const subscribe = { click_action: 'subscribe_to_channel', click_url: null }
