import { type Page, type PageRequest, page } from '../../../engine/page.ts'
import type { Store } from '../../../engine/store.ts'
import { findFollow } from '../../channels/follows/store.ts'
import { findSubscription } from '../../subscriptions/store.ts'
import type { ChannelEmote, Emote, EmoteType, GlobalEmote, UserEmote } from './schema.ts'

/** The tables of emotes. */
export const tables = `
  CREATE TABLE IF NOT EXISTS emotes (
    id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, owner_id TEXT REFERENCES users, emote_set_id TEXT NOT NULL,
    emote_type TEXT NOT NULL, tier TEXT NOT NULL, format TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS emotes_owner ON emotes (owner_id);
  CREATE INDEX IF NOT EXISTS emotes_set ON emotes (emote_set_id);`

/** The URL template of images; clients replace the placeholders by the emote's fields. */
export const EMOTE_TEMPLATE =
  'https://static-cdn.jtvnw.net/emoticons/v2/{{id}}/{{format}}/{{theme_mode}}/{{scale}}'

/** The ID of the set of global emotes. */
export const GLOBAL_SET_ID = '0'

/** The owner's ID of Twitch's own emotes. */
const TWITCH = '0'

/** An emote as it is stored; those of Twitch have no owner. */
export interface EmoteRow {
  id: string
  name: string
  owner_id: string | null
  emote_set_id: string
  emote_type: EmoteType
  tier: ChannelEmote['tier']
  format: Emote['format']
}

const ownedColumns = `emotes.id, name, emote_type, emote_set_id, ifnull(owner_id, '${TWITCH}') AS owner_id, format`

/** Inserts an emote. */
export function insertEmote(store: Store, emote: EmoteRow): void {
  store.insert('emotes', { ...emote })
}

/** The emote with a name, which is case-sensitive. */
export function findEmoteByName(store: Store, name: string): EmoteRow | undefined {
  const sql =
    'SELECT id, name, owner_id, emote_set_id, emote_type, tier, format FROM emotes WHERE name = $name'
  const row = store.get<EmoteRow & { format: string }>(sql, { name })
  return row && { ...row, format: JSON.parse(row.format) }
}

/** Whether a set has emotes. */
export function isEmoteSet(store: Store, emote_set_id: string): boolean {
  return store.get('SELECT 1 FROM emotes WHERE emote_set_id = $emote_set_id', { emote_set_id }) !== undefined
}

/** The global emotes. */
export function listGlobalEmotes(store: Store): GlobalEmote[] {
  return store
    .all('SELECT id, name, format FROM emotes WHERE owner_id IS NULL ORDER BY rowid')
    .map<GlobalEmote>(readPictured)
}

/** The emotes of a channel. */
export function listChannelEmotes(store: Store, broadcaster_id: string): ChannelEmote[] {
  const sql = `SELECT id, name, tier, emote_type, emote_set_id, format FROM emotes
    WHERE owner_id = $broadcaster_id ORDER BY rowid`
  return store.all(sql, { broadcaster_id }).map<ChannelEmote>(readPictured)
}

/** The emotes of some sets, in the order of the sets, each once. */
export function listEmoteSets(store: Store, emote_set_ids: readonly string[]): Emote[] {
  const sql = `SELECT ${ownedColumns} FROM emotes WHERE emote_set_id = $emote_set_id ORDER BY rowid`
  return [...new Set(emote_set_ids)].flatMap((emote_set_id) =>
    store.all(sql, { emote_set_id }).map<Emote>(readPictured),
  )
}

/**
 * The emote with a word as its name, if the writer may use it in a channel's chat. Emotes for Bits are only for their
 * owner, since the mock does not know who has unlocked them.
 */
export function findUsableEmote(
  store: Store,
  name: string,
  { user_id, broadcaster_id }: { user_id: string; broadcaster_id: string },
): EmoteRow | undefined {
  const emote = findEmoteByName(store, name)
  if (!emote || emote.owner_id === null || emote.owner_id === user_id) return emote
  const { owner_id, emote_type, tier } = emote
  const subscription = findSubscription(store, owner_id, user_id)
  if (emote_type === 'subscriptions') return subscription && subscription.tier >= tier ? emote : undefined
  if (emote_type !== 'follower' || owner_id !== broadcaster_id) return undefined
  return subscription || findFollow(store, broadcaster_id, user_id) ? emote : undefined
}

/**
 * The emotes that a user may use: global ones, those of the own channel and of subscriptions, and the follower emotes
 * of one channel.
 */
export function listUserEmotes(
  store: Store,
  { user_id, broadcaster_id }: { user_id: string; broadcaster_id?: string },
  request: PageRequest,
): Page<UserEmote> {
  const columns = `emotes.rowid AS _row, ${ownedColumns}`
  return page(
    store,
    {
      sql: `
        SELECT ${columns} FROM emotes WHERE owner_id IS NULL
        UNION ALL SELECT ${columns} FROM emotes WHERE owner_id = $user_id
        UNION ALL SELECT ${columns} FROM subscriptions CROSS JOIN emotes ON owner_id = broadcaster_id
        WHERE user_id = $user_id AND owner_id <> $user_id AND (
          emote_type = 'follower' OR emote_type = 'subscriptions' AND emotes.tier <= subscriptions.tier
        )
        UNION ALL SELECT ${columns} FROM emotes
        WHERE owner_id = $broadcaster_id AND owner_id <> $user_id AND emote_type = 'follower' AND NOT EXISTS (
          SELECT 1 FROM subscriptions WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id
        )`,
      params: { user_id, broadcaster_id: broadcaster_id ?? null },
      key: ['_row'],
      read: (row) => readDrawn<UserEmote>(row as object),
    },
    request,
  )
}

function readDrawn<T>(row: object): T {
  const format = JSON.parse((row as { format: string }).format)
  return { ...row, format, scale: ['1.0', '2.0', '3.0'], theme_mode: ['light', 'dark'] } as T
}

/** The IDs of the sets that a user may use in every channel; the global set comes first. */
export function listEmoteSetIds(store: Store, user_id: string): string[] {
  const sql = `
    SELECT emote_set_id FROM emotes WHERE owner_id = $user_id
    UNION SELECT emote_set_id FROM subscriptions CROSS JOIN emotes ON owner_id = broadcaster_id
    WHERE user_id = $user_id AND emote_type = 'subscriptions' AND emotes.tier <= subscriptions.tier
    ORDER BY emote_set_id`
  const rows = store.all<{ emote_set_id: string }>(sql, { user_id })
  return [...new Set([GLOBAL_SET_ID, ...rows.map(({ emote_set_id }) => emote_set_id)])]
}

/** Reads a row, and adds the URLs of the static images for light themes. */
function readPictured<T>(row: object): T {
  const { id } = row as { id: string }
  const image = (scale: string) =>
    EMOTE_TEMPLATE.replace('{{id}}', id)
      .replace('{{format}}', 'static')
      .replace('{{theme_mode}}', 'light')
      .replace('{{scale}}', scale)
  const images = { url_1x: image('1.0'), url_2x: image('2.0'), url_4x: image('3.0') }
  return { ...readDrawn<object>(row), images } as T
}
