import { type Page, type PageRequest, page } from '../../engine/page.ts'
import { rowReader } from '../../engine/rows.ts'
import type { Store } from '../../engine/store.ts'
import { toSecond } from '../../engine/time.ts'
import type { Clip } from './schema.ts'
import { clipSlug } from './slug.ts'

/** The tables of clips. */
export const tables = `
  CREATE TABLE IF NOT EXISTS clips (
    id TEXT PRIMARY KEY, broadcaster_id TEXT NOT NULL REFERENCES users, creator_id TEXT NOT NULL REFERENCES users,
    video_id TEXT REFERENCES videos ON DELETE SET NULL, game_id TEXT REFERENCES categories, language TEXT NOT NULL,
    title TEXT NOT NULL, view_count INTEGER NOT NULL, created_at TEXT NOT NULL, duration REAL NOT NULL,
    vod_offset INTEGER, is_featured INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS clips_broadcaster ON clips (broadcaster_id, view_count, id);
  CREATE INDEX IF NOT EXISTS clips_game ON clips (game_id, view_count, id);
  CREATE INDEX IF NOT EXISTS clips_video ON clips (video_id);
  CREATE TABLE IF NOT EXISTS clip_settings (
    broadcaster_id TEXT PRIMARY KEY REFERENCES users, is_enabled INTEGER NOT NULL, audience TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;`

const select = `
  SELECT clips.id AS id, broadcaster_id, broadcaster.display_name AS broadcaster_name, creator_id,
    creator.display_name AS creator_name, ifnull(video_id, '') AS video_id, ifnull(game_id, '') AS game_id, language,
    title, clips.view_count AS view_count, clips.created_at AS created_at, duration,
    iif(video_id IS NULL, NULL, vod_offset) AS vod_offset, is_featured
  FROM clips CROSS JOIN users AS broadcaster ON broadcaster.id = broadcaster_id
    CROSS JOIN users AS creator ON creator.id = creator_id`

/** The row as it is stored: a clip of a stream or a video, whose ID is null if the video is not available. */
export interface ClipRow
  extends Omit<
    Clip,
    'url' | 'embed_url' | 'thumbnail_url' | 'broadcaster_name' | 'creator_name' | 'video_id'
  > {
  video_id: string | null
}

/** The properties of a new clip. */
export type NewClip = Omit<ClipRow, 'id' | 'view_count' | 'created_at' | 'is_featured'>

/** The filter on clips: by broadcaster or category, and by the time of creation. */
export interface ClipFilter {
  broadcaster_id?: string
  game_id?: string
  is_featured?: boolean
  /** Both inclusive. */
  since?: Date
  until?: Date
}

/** The settings about who may make clips of a channel. */
export interface ClipSettings {
  is_enabled: boolean
  audience: 'everyone' | 'followers' | 'subscribers'
}

const readRow = rowReader<Omit<Clip, 'url' | 'embed_url' | 'thumbnail_url'>>({ booleans: ['is_featured'] })

function readClip(row: unknown): Clip {
  const clip = readRow(row)
  return {
    ...clip,
    url: `https://clips.twitch.tv/${clip.id}`,
    embed_url: `https://clips.twitch.tv/embed?clip=${clip.id}`,
    thumbnail_url: `https://static-cdn.jtvnw.net/twitch-clips-thumbnails-prod/${clip.id}/preview-480x272.jpg`,
  }
}

/** The clips with the given IDs; unknown IDs are left out. */
export function listClipsById(store: Store, ids: readonly string[]): Clip[] {
  const sql = `${select} WHERE clips.id IN (SELECT value FROM json_each($ids)) ORDER BY clips.rowid`
  return store.all(sql, { ids }).map(readClip)
}

/** The clip with an ID. */
export function findClip(store: Store, id: string): Clip | undefined {
  return listClipsById(store, [id])[0]
}

/** The clips of a broadcaster or with a category, the most viewed first. */
export function listClips(store: Store, filter: ClipFilter, request: PageRequest): Page<Clip> {
  const { since, until, ...equal } = filter
  const wanted = Object.entries(equal).filter(([, value]) => value !== undefined)
  const conditions = wanted.map(([column]) => `${column} = $${column}`)
  if (since) conditions.push('clips.created_at >= $since')
  if (until) conditions.push('clips.created_at <= $until')
  return page(
    store,
    {
      sql: `${select} WHERE ${conditions.join(' AND ')}`,
      params: {
        ...Object.fromEntries(wanted),
        ...(since && { since: toSecond(since) }),
        ...(until && { until: toSecond(until) }),
      },
      key: ['view_count', 'id'],
      descending: true,
      read: readClip,
    },
    request,
  )
}

/** Inserts a clip. */
export function insertClip(store: Store, { game_id, ...clip }: ClipRow): void {
  store.insert('clips', { ...clip, game_id: game_id || null })
}

/** Creates a clip, which is available at once. */
export function createClip(store: Store, wanted: NewClip): Clip {
  const clip = {
    ...wanted,
    id: clipSlug(store.random),
    view_count: 0,
    created_at: toSecond(store.now()),
    is_featured: false,
  }
  insertClip(store, clip)
  return findClip(store, clip.id)!
}

/** The URL of the page on which a clip is edited. */
export const editUrlOf = ({ id }: Clip, broadcaster_login: string) =>
  `https://www.twitch.tv/${broadcaster_login}/clip/${id}`

/** The clip settings of a channel; by default everybody may make clips. */
export function findClipSettings(store: Store, broadcaster_id: string): ClipSettings {
  const sql = 'SELECT is_enabled, audience FROM clip_settings WHERE broadcaster_id = $broadcaster_id'
  const row = store.get(sql, { broadcaster_id })
  return row
    ? rowReader<ClipSettings>({ booleans: ['is_enabled'] })(row)
    : { is_enabled: true, audience: 'everyone' }
}

/** Sets the clip settings of a channel. */
export function setClipSettings(store: Store, broadcaster_id: string, settings: ClipSettings): void {
  store.run(
    `INSERT OR REPLACE INTO clip_settings (broadcaster_id, is_enabled, audience)
     VALUES ($broadcaster_id, $is_enabled, $audience)`,
    { broadcaster_id, ...settings },
  )
}
