import { type Listing, type Page, type PageRequest, page } from '../../engine/page.ts'
import { rowReader } from '../../engine/rows.ts'
import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toSecond } from '../../engine/time.ts'
import type { Stream } from '../streams/schema.ts'
import type { Video } from './schema.ts'

/** The tables of videos. */
export const tables = `
  CREATE TABLE IF NOT EXISTS videos (
    id TEXT PRIMARY KEY, stream_id TEXT, user_id TEXT NOT NULL REFERENCES users,
    game_id TEXT REFERENCES categories, title TEXT NOT NULL, description TEXT NOT NULL, created_at TEXT NOT NULL,
    published_at TEXT NOT NULL, view_count INTEGER NOT NULL, view_gain INTEGER NOT NULL, language TEXT NOT NULL,
    type TEXT NOT NULL, length INTEGER, muted_segments TEXT
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS videos_recording ON videos (user_id) WHERE length IS NULL;
  CREATE INDEX IF NOT EXISTS videos_user_time ON videos (user_id, created_at, id);
  CREATE INDEX IF NOT EXISTS videos_user_views ON videos (user_id, view_count, id);
  CREATE INDEX IF NOT EXISTS videos_user_trend ON videos (user_id, view_gain, id);
  CREATE INDEX IF NOT EXISTS videos_game_time ON videos (game_id, created_at, id);
  CREATE INDEX IF NOT EXISTS videos_game_views ON videos (game_id, view_count, id);
  CREATE INDEX IF NOT EXISTS videos_game_trend ON videos (game_id, view_gain, id);`

/** The row as it is stored: the owner's names are those of the user, the URLs follow from the ID. */
export interface VideoRow
  extends Omit<Video, 'id' | 'user_login' | 'user_name' | 'url' | 'thumbnail_url' | 'viewable' | 'duration'> {
  /** The ID; by default a new one. */
  id?: string
  /** The category; empty if none was chosen. */
  game_id: string
  /** The number of recent views, by which trending videos are ordered. */
  view_gain: number
  /** Seconds; null while the stream is still being recorded. */
  length: number | null
}

/** The filter on videos, by user or category, and their order. */
export interface VideoFilter {
  user_id?: string
  game_id?: string
  language?: string
  period?: 'day' | 'week' | 'month' | 'all'
  type?: Video['type'] | 'all'
  sort?: 'time' | 'trending' | 'views'
}

const columns = `videos.id AS id, stream_id, user_id, login AS user_login, display_name AS user_name, title,
  videos.description, videos.created_at, published_at, videos.view_count, language, videos.type, length,
  muted_segments`

const from = 'FROM videos JOIN users ON users.id = user_id'

const select = `SELECT ${columns} ${from}`

const periods = { day: Milliseconds.day, week: 7 * Milliseconds.day, month: 30 * Milliseconds.day }

/** The column by which each order sorts; one that Helix does not write begins with _. */
const sortKeys = { time: 'created_at', trending: '_view_gain', views: 'view_count' }

type SelectedRow = Omit<Video, 'url' | 'thumbnail_url' | 'viewable' | 'duration'> & Pick<VideoRow, 'length'>

const readRow = rowReader<SelectedRow>({ json: ['muted_segments'] })

/** Reads a row; the duration of a growing recording is the time since the start of its stream. */
const reader =
  (store: Store) =>
  (row: unknown): Video => {
    const { length, ...video } = readRow(row)
    return {
      ...video,
      url: `https://www.twitch.tv/videos/${video.id}`,
      thumbnail_url:
        `https://static-cdn.jtvnw.net/cf_vods/d2nvs31859zcd8/${video.user_login}/${video.id}/` +
        'thumb/index-0000000000-%{width}x%{height}.jpg',
      viewable: 'public',
      duration: formatDuration(length ?? secondsSince(store, video.created_at)),
    }
  }

/** The videos as /units lists them. */
export const videoUnits = (store: Store): Listing<object> => ({
  sql: `SELECT videos.rowid AS _row, ${columns} ${from}`,
  key: ['_row'],
  read: (row) => withSegments(reader(store)(row)),
})

/** The video as /units lists it: with an empty list of muted segments where Helix has null. */
const withSegments = (video: Video) => ({ ...video, muted_segments: video.muted_segments ?? [] })

/** The video with an ID. */
export function findVideo(store: Store, id: string): Video | undefined {
  return listVideosById(store, [id])[0]
}

/** The length of a video in seconds, until now if it is still being recorded. */
export function lengthOf(store: Store, video: Video): number {
  const sql = 'SELECT length FROM videos WHERE id = $id'
  return store.get<Pick<VideoRow, 'length'>>(sql, video)?.length ?? secondsSince(store, video.created_at)
}

/** The category of a video; empty if none was chosen. */
export function gameOf(store: Store, { id }: Video): string {
  return (
    store.get<{ game_id: string | null }>('SELECT game_id FROM videos WHERE id = $id', { id })?.game_id ?? ''
  )
}

/** The growing recording of a live channel; undefined if it is not live or not recorded. */
export function findRecording(store: Store, user_id: string): Video | undefined {
  const row = store.get(`${select} WHERE user_id = $user_id AND length IS NULL`, { user_id })
  return row && reader(store)(row)
}

/** The latest archive of a channel. */
export function findLatestArchive(store: Store, user_id: string): Video | undefined {
  return listVideos(store, { user_id, type: 'archive' }, { first: 1 }).items[0]
}

/** A recording with its present length. */
export type Recording = Pick<VideoRow, 'user_id' | 'game_id' | 'language' | 'view_count' | 'created_at'> & {
  id: string
  length: number
}

/** The latest recordings of a channel. */
export function listRecordings(store: Store, user_id: string, limit: number): Recording[] {
  const sql = `SELECT id, user_id, ifnull(game_id, '') AS game_id, language, view_count, created_at, length FROM videos
    WHERE user_id = $user_id AND type = 'archive' ORDER BY created_at DESC, id DESC LIMIT $limit`
  return store
    .all<Recording>(sql, { user_id, limit })
    .map((row) => ({ ...row, length: row.length ?? secondsSince(store, row.created_at) }))
}

/** The videos with the given IDs; unknown IDs are left out. */
export function listVideosById(store: Store, ids: readonly string[]): Video[] {
  const sql = `${select} WHERE videos.id IN (SELECT value FROM json_each($ids)) ORDER BY videos.rowid`
  return store.all(sql, { ids }).map(reader(store))
}

/** The videos of a user or with a category: the latest, the trending, or the most viewed ones first. */
export function listVideos(store: Store, filter: VideoFilter, request: PageRequest): Page<Video> {
  const { user_id, game_id, language, period = 'all', type = 'all', sort = 'time' } = filter
  const since = period === 'all' ? undefined : toSecond(shifted(store.now(), -periods[period]))
  const wanted = {
    ...(user_id !== undefined && { user_id }),
    ...(game_id !== undefined && { game_id }),
    ...(language !== undefined && { language: language.toLowerCase() }),
    ...(type !== 'all' && { type }),
  }
  const conditions = Object.keys(wanted).map((column) => `videos.${column} = $${column}`)
  if (since) conditions.push('published_at >= $since')
  return page(
    store,
    {
      sql:
        `SELECT ${columns}${sort === 'trending' ? ', view_gain AS _view_gain' : ''} ${from} WHERE ` +
        `${conditions.join(' AND ')}`,
      params: { ...wanted, ...(since && { since }) },
      key: [sortKeys[sort], 'id'],
      descending: true,
      read: reader(store),
    },
    request,
  )
}

/** Inserts a video and returns its ID. */
export function insertVideo(store: Store, { game_id, id = freeId(store), ...video }: VideoRow): string {
  store.insert('videos', { ...video, id, game_id: game_id || null })
  return id
}

/** Begins the recording of a stream, with the title and category that the channel has at the time. */
export function beginRecording(store: Store, stream: Stream): string {
  return insertVideo(store, {
    stream_id: stream.id,
    user_id: stream.user_id,
    game_id: stream.game_id,
    title: stream.title,
    description: '',
    created_at: stream.started_at,
    published_at: stream.started_at,
    view_count: 0,
    view_gain: 0,
    language: stream.language,
    type: 'archive',
    length: null,
    muted_segments: null,
  })
}

/** Ends the recording of a stream. */
export function endRecording(store: Store, { user_id, started_at }: Stream): void {
  const length = secondsSince(store, started_at)
  store.run('UPDATE videos SET length = $length WHERE user_id = $user_id AND length IS NULL', {
    length,
    user_id,
  })
}

/** Deletes videos with their markers; clips stay, without their video. */
export function deleteVideos(store: Store, ids: readonly string[]): void {
  store.run('DELETE FROM videos WHERE id IN (SELECT value FROM json_each($ids))', { ids })
}

/** Formats a duration in seconds: 3723 are 1h2m3s, 63 are 1m3s. */
export function formatDuration(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const short = seconds < 60 ? '' : `${minutes}m`
  return `${hours > 0 ? `${hours}h` : ''}${short}${seconds % 60}s`
}

const secondsSince = (store: Store, timestamp: string) =>
  Math.max(0, Math.floor((store.now().getTime() - Date.parse(timestamp)) / Milliseconds.second))

function freeId(store: Store): string {
  for (;;) {
    const id = store.random.digits(10)
    if (!store.get('SELECT 1 FROM videos WHERE id = $id', { id })) return id
  }
}
