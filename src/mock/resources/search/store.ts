import { type Page, type PageRequest, page } from '../../engine/page.ts'
import { rowReader } from '../../engine/rows.ts'
import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toSecond } from '../../engine/time.ts'
import type { Category, FoundChannel } from './schema.ts'

/** The time after its last stream, about six months, until which a channel is found. */
const REMEMBERED = 183 * Milliseconds.day

/** Sorts after every character of a login. */
const AFTER_LOGINS = '{'

/**
 * The categories whose name contains each word of the query. An equal name comes first, then names that begin with the
 * query, then the others.
 */
export function searchCategories(store: Store, query: string, request: PageRequest): Page<Category> {
  return page(
    store,
    {
      sql: `
        SELECT id, name, replace(box_art_url, '{width}x{height}', '52x72') AS box_art_url,
          CASE instr(lower(name), lower($query)) WHEN 1 THEN length(name) > length($query) ELSE 2 END AS _rank
        FROM categories
        WHERE NOT EXISTS (SELECT 1 FROM json_each($words) WHERE instr(lower(name), lower(value)) = 0)`,
      params: { query, words: wordsOf(query) },
      key: ['_rank', 'name', 'id'],
    },
    request,
  )
}

const readChannel = rowReader<Omit<FoundChannel, 'tag_ids'>>({ booleans: ['is_live'], json: ['tags'] })

const columns = `broadcaster_language, login AS broadcaster_login, display_name,
  ifnull(channels.game_id, '') AS game_id, ifnull(categories.name, '') AS game_name, users.id AS id,
  streams.id IS NOT NULL AS is_live, tags, profile_image_url AS thumbnail_url, title,
  ifnull(started_at, '') AS started_at`

const readFound = (row: unknown): FoundChannel => ({ ...readChannel(row), tag_ids: [] })

/** The channels whose login begins with the query and that have streamed lately, by login. */
export function searchChannels(store: Store, query: string, request: PageRequest): Page<FoundChannel> {
  const { condition, params } = loginRanges(query)
  const since = toSecond(shifted(store.now(), -REMEMBERED))
  return page(
    store,
    {
      sql: `
        SELECT ${columns}
        FROM users CROSS JOIN channels ON channels.broadcaster_id = users.id
          LEFT JOIN streams ON streams.user_id = users.id LEFT JOIN last_streams ON last_streams.user_id = users.id
          LEFT JOIN categories ON categories.id = channels.game_id
        WHERE ${condition} AND (streams.id IS NOT NULL OR last_streams.ended_at >= $since)`,
      params: { ...params, since },
      key: ['broadcaster_login'],
      read: readFound,
    },
    request,
  )
}

/**
 * The live channels whose login or category begins with the query, by their numbers of viewers. The unary pluses keep
 * SQLite on the index of viewers: it would otherwise find all rows and sort them.
 */
export function searchLiveChannels(store: Store, query: string, request: PageRequest): Page<FoundChannel> {
  const { condition, params } = loginRanges(query)
  return page(
    store,
    {
      sql: `
        SELECT ${columns}, viewer_count AS _viewers, streams.id AS _stream
        FROM streams CROSS JOIN users ON users.id = streams.user_id
          CROSS JOIN channels ON channels.broadcaster_id = users.id
          LEFT JOIN categories ON categories.id = channels.game_id
        WHERE +streams.user_id IN (SELECT id FROM users WHERE ${condition})
          OR +streams.game_id IN (SELECT id FROM categories WHERE instr(lower(name), lower($query)) = 1)`,
      params: { ...params, query },
      key: ['_viewers', '_stream'],
      descending: true,
      read: readFound,
    },
    request,
  )
}

const wordsOf = (query: string) => query.split(/\s+/).filter(Boolean)

/**
 * The condition for logins that begin with the query. A phrase matches with its words joined, or joined by _, so there
 * are two ranges of the index of logins.
 */
function loginRanges(query: string): { condition: string; params: Record<string, string> } {
  const words = wordsOf(query.toLowerCase())
  const [joined, underscored] = [words.join(''), words.join('_')]
  const range = (name: string) => `(login >= $${name} AND login < $${name}_end)`
  const params = { joined, joined_end: joined + AFTER_LOGINS }
  if (words.length < 2) return { condition: range('joined'), params }
  return {
    condition: `(${range('joined')} OR ${range('underscored')})`,
    params: { ...params, underscored, underscored_end: underscored + AFTER_LOGINS },
  }
}
