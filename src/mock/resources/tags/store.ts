import type { Listing } from '../../engine/page.ts'
import { rowReader } from '../../engine/rows.ts'
import type { Store } from '../../engine/store.ts'

/** The tables of tags. */
export const tables = `
  CREATE TABLE IF NOT EXISTS stream_tags (
    id TEXT PRIMARY KEY, is_auto INTEGER NOT NULL, tag_name TEXT NOT NULL UNIQUE
  ) STRICT;`

/** A tag of Twitch's own, which Twitch had before channels' tags. */
export interface StreamTag {
  id: string
  is_auto: boolean
  tag_name: string
}

/** The tags as /units lists them. */
export const tagUnits: Listing<StreamTag> = {
  sql: 'SELECT rowid AS _row, id, is_auto, tag_name FROM stream_tags',
  key: ['_row'],
  read: rowReader<StreamTag>({ booleans: ['is_auto'] }),
}

/** Inserts a tag; an existing one stays unchanged. */
export function insertTag(store: Store, tag: StreamTag): void {
  store.run(
    'INSERT INTO stream_tags (id, is_auto, tag_name) VALUES ($id, $is_auto, $tag_name) ON CONFLICT DO NOTHING',
    { ...tag },
  )
}
