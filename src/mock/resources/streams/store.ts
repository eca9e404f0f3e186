import { type Listing, type Page, type PageRequest, page } from '../../engine/page.ts'
import { rowReader } from '../../engine/rows.ts'
import type { Store } from '../../engine/store.ts'
import { toSecond } from '../../engine/time.ts'
import { beginRecording, endRecording } from '../videos/store.ts'
import type { Stream } from './schema.ts'

declare module '../../engine/events.ts' {
  interface Events {
    'stream.online': Stream
    'stream.offline': Stream
  }
}

/**
 * The tables of streams. The category and language of the channel are copied here, so that a scan of the index of
 * viewers can filter by the index alone.
 */
export const tables = `
  CREATE TABLE IF NOT EXISTS streams (
    id TEXT PRIMARY KEY, user_id TEXT NOT NULL UNIQUE REFERENCES users, viewer_count INTEGER NOT NULL,
    started_at TEXT NOT NULL, game_id TEXT REFERENCES categories, language TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS streams_viewers ON streams (viewer_count, id, game_id, language);
  CREATE INDEX IF NOT EXISTS streams_game ON streams (game_id, viewer_count, id);
  CREATE TRIGGER IF NOT EXISTS streams_follow_channels AFTER UPDATE OF game_id, broadcaster_language ON channels BEGIN
    UPDATE streams SET game_id = new.game_id, language = new.broadcaster_language WHERE user_id = new.broadcaster_id;
  END;
  CREATE TABLE IF NOT EXISTS last_streams (
    user_id TEXT PRIMARY KEY REFERENCES users, ended_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;`

/** The row as it is stored: a live stream, whose title, category, language and tags are those of the channel. */
export interface StreamRow {
  id: string
  user_id: string
  viewer_count: number
  started_at: string
}

/** The filter on streams: of any of the users, in any of the categories and any of the languages. */
export interface StreamFilter {
  user_ids?: readonly string[]
  user_logins?: readonly string[]
  game_ids?: readonly string[]
  languages?: readonly string[]
}

const columns = `streams.id AS id, streams.user_id AS user_id, login AS user_login, display_name AS user_name,
  ifnull(streams.game_id, '') AS game_id, ifnull(categories.name, '') AS game_name, 'live' AS type, title, tags,
  viewer_count, started_at, streams.language AS language`

const from = `FROM streams CROSS JOIN users ON users.id = streams.user_id
  CROSS JOIN channels ON channels.broadcaster_id = streams.user_id
  LEFT JOIN categories ON categories.id = streams.game_id`

const select = `SELECT ${columns} ${from}`

const readRow = rowReader<Stream>({ json: ['tags'] })

function readStream(row: unknown): Stream {
  const stream = readRow(row)
  return {
    ...stream,
    thumbnail_url: `https://static-cdn.jtvnw.net/previews-ttv/live_user_${stream.user_login}-{width}x{height}.jpg`,
    tag_ids: [],
    is_mature: false,
  }
}

/** The live streams as /units lists them. */
export const streamUnits: Listing<Stream> = {
  sql: `SELECT streams.rowid AS _row, ${columns} ${from}`,
  key: ['_row'],
  read: readStream,
}

/** Inserts a stream without an event and without a recording. */
export function insertStream(store: Store, stream: StreamRow): void {
  store.run(
    `INSERT INTO streams (id, user_id, viewer_count, started_at, game_id, language)
     SELECT $id, $user_id, $viewer_count, $started_at, game_id, broadcaster_language
     FROM channels WHERE broadcaster_id = $user_id`,
    { ...stream },
  )
}

/** The row of a channel's live stream. */
export function findLiveStream(store: Store, user_id: string): StreamRow | undefined {
  return store.get('SELECT id, user_id, viewer_count, started_at FROM streams WHERE user_id = $user_id', {
    user_id,
  })
}

/** The stream with an ID. */
export function findStreamById(store: Store, id: string): Stream | undefined {
  const row = store.get(`${select} WHERE streams.id = $id`, { id })
  return row && readStream(row)
}

/** The live stream of a channel. */
export function findStream(store: Store, user_id: string): Stream | undefined {
  const row = store.get(`${select} WHERE streams.user_id = $user_id`, { user_id })
  return row && readStream(row)
}

const inOneCategory = 'streams.game_id = $game_ids ->> 0'
// The unary plus keeps SQLite on the index of viewers: it would otherwise find all rows and sort them.
const inCategories = '+streams.game_id IN (SELECT value FROM json_each($game_ids))'

/** A random live channel. */
export function randomLiveChannel(store: Store): string | undefined {
  const { count } = store.get<{ count: number }>('SELECT count(*) AS count FROM streams')!
  if (count === 0) return undefined
  const sql = 'SELECT user_id FROM streams ORDER BY id LIMIT 1 OFFSET $offset'
  return store.get<{ user_id: string }>(sql, { offset: store.random.below(count) })?.user_id
}

/** The live streams that match, by their numbers of viewers. */
export function listStreams(store: Store, filter: StreamFilter, request: PageRequest): Page<Stream> {
  const { user_ids = [], user_logins = [], game_ids, languages } = filter
  const byUser = user_ids.length + user_logins.length > 0
  const conditions = [
    byUser &&
      `streams.user_id IN (
        SELECT value FROM json_each($user_ids)
        UNION SELECT id FROM users WHERE login IN (SELECT lower(value) FROM json_each($user_logins)))`,
    game_ids && (game_ids.length === 1 ? inOneCategory : inCategories),
    languages && 'streams.language IN (SELECT lower(value) FROM json_each($languages))',
  ].filter(Boolean)
  const params = {
    ...(byUser && { user_ids, user_logins }),
    ...(game_ids && { game_ids }),
    ...(languages && { languages }),
  }
  const sql = conditions.length > 0 ? `${select} WHERE ${conditions.join(' AND ')}` : select
  return pageOfStreams(store, { sql, params }, request)
}

/** The live streams of the channels that a user follows, by their numbers of viewers. */
export function listFollowedStreams(store: Store, user_id: string, request: PageRequest): Page<Stream> {
  const sql = `
    ${select}
    WHERE streams.user_id IN (SELECT broadcaster_id FROM follows WHERE follows.user_id = $user_id)`
  return pageOfStreams(store, { sql, params: { user_id } }, request)
}

function pageOfStreams(store: Store, list: Pick<Listing<Stream>, 'sql' | 'params'>, request: PageRequest) {
  return page(store, { ...list, key: ['viewer_count', 'id'], descending: true, read: readStream }, request)
}

/**
 * Begins a stream.
 *
 * @param isRecorded whether to record the stream as a video, which exists from the beginning and grows
 */
export function beginStream(store: Store, user_id: string, viewer_count = 0, isRecorded = true): Stream {
  return store.transaction(() => {
    const started_at = toSecond(store.now())
    insertStream(store, { id: store.random.digits(11), user_id, viewer_count, started_at })
    const stream = findStream(store, user_id)!
    if (isRecorded) beginRecording(store, stream)
    store.emit('stream.online', stream)
    return stream
  })
}

/** Ends a stream; its recording is then a finished video. */
export function endStream(store: Store, stream: Stream): void {
  store.transaction(() => {
    store.run('DELETE FROM streams WHERE id = $id', { id: stream.id })
    endRecording(store, stream)
    setLastStream(store, stream.user_id, toSecond(store.now()))
    store.emit('stream.offline', stream)
  })
}

/** Sets the end of a channel's last stream. */
export function setLastStream(store: Store, user_id: string, ended_at: string): void {
  store.run('INSERT OR REPLACE INTO last_streams (user_id, ended_at) VALUES ($user_id, $ended_at)', {
    user_id,
    ended_at,
  })
}

/** Changes the number of a stream's viewers. */
export function setViewerCount(store: Store, id: string, viewer_count: number): void {
  store.update('streams', { viewer_count }, { id })
}
