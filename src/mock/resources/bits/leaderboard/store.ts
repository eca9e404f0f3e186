import { rowsOf } from '../../../engine/listing.ts'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import { createMessage } from '../../chat/messages/store.ts'
import { progressGoals } from '../../goals/store.ts'
import { contribute } from '../../hype-train/store.ts'
import type { Leader } from './schema.ts'

/** A cheer in a channel. */
export interface Cheer {
  id: string
  broadcaster_id: string
  /** Null for an anonymous cheer. */
  user_id: string | null
  bits: number
  message: string
  cheered_at: string
}

declare module '../../../engine/events.ts' {
  interface Events {
    cheer: Cheer
  }
}

/** The tables of cheers. */
export const tables = `
  CREATE TABLE IF NOT EXISTS cheers (
    id TEXT PRIMARY KEY, broadcaster_id TEXT NOT NULL REFERENCES users, user_id TEXT REFERENCES users,
    bits INTEGER NOT NULL, message TEXT NOT NULL, cheered_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS cheers_list ON cheers (broadcaster_id, cheered_at, user_id, bits);`

/** The cheers as /units lists them. */
export const cheerUnits = rowsOf('cheers', 'id, broadcaster_id, user_id, bits, message, cheered_at')

/** The requested part of a leaderboard; without a window, of all time. */
export interface LeaderboardRequest {
  broadcaster_id: string
  window?: { start: Date; end: Date }
  count: number
  /** The user around whom to list, instead of the top. */
  user_id?: string
}

/** The users by the Bits that they spent in a channel, on cheers and power-ups, without anonymous cheers. */
export function listLeaders(
  store: Store,
  { broadcaster_id, window, count, user_id }: LeaderboardRequest,
): Leader[] {
  const within = window ? 'AND spent_at >= $start AND spent_at < $end' : ''
  const around = user_id
    ? 'WHERE rank > (SELECT min(rank - 1 - ($count - 1) / 2, max(0, entries - $count)) FROM board WHERE ' +
      'user_id = $user_id)'
    : ''
  const sql = `
    WITH scores AS (
      SELECT user_id, sum(bits) AS score FROM (
        SELECT broadcaster_id, user_id, bits, cheered_at AS spent_at FROM cheers
        UNION ALL SELECT broadcaster_id, user_id, bits, redeemed_at FROM power_up_redemptions
      ) WHERE broadcaster_id = $broadcaster_id AND user_id IS NOT NULL ${within} GROUP BY user_id
    ), board AS (
      SELECT user_id, score, row_number() OVER (ORDER BY score DESC, user_id) AS rank, count(*) OVER () AS entries
      FROM scores
    )
    SELECT user_id, login AS user_login, display_name AS user_name, rank, score
    FROM board JOIN users ON users.id = user_id ${around} ORDER BY rank LIMIT $count`
  return store.all(sql, {
    broadcaster_id,
    count,
    ...(user_id && { user_id }),
    ...(window && { start: toSecond(window.start), end: toSecond(window.end) }),
  })
}

function hasCheered(store: Store, broadcaster_id: string, user_id: string): boolean {
  const sql = 'SELECT 1 FROM cheers WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id'
  return store.get(sql, { broadcaster_id, user_id }) !== undefined
}

/** Inserts a cheer without an event. */
export function insertCheer(store: Store, cheer: Cheer): void {
  store.insert('cheers', { ...cheer })
}

/** Cheers, in a chat message unless anonymous. It contributes to a running Hype Train and to goals in Bits. */
export function cheer(
  store: Store,
  wanted: Pick<Cheer, 'broadcaster_id' | 'user_id' | 'bits'> & { message?: string },
): Cheer {
  return store.transaction(() => {
    const { broadcaster_id, user_id, bits, message = `Cheer${bits}` } = wanted
    const cheered: Cheer = {
      id: store.id(),
      broadcaster_id,
      user_id,
      bits,
      message,
      cheered_at: toSecond(store.now()),
    }
    const isFirst = user_id !== null && !hasCheered(store, broadcaster_id, user_id)
    insertCheer(store, cheered)
    store.emit('cheer', cheered)
    progressGoals(store, broadcaster_id, { new_bit: bits, new_cheerer: isFirst ? 1 : 0 })
    if (user_id) {
      createMessage(store, { broadcaster_id, user_id, text: message, bits })
      contribute(store, broadcaster_id, { user_id, type: 'bits', total: bits })
    }
    return cheered
  })
}
