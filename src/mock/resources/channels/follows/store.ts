import { pairsOf } from '../../../engine/listing.ts'
import { type Listing, type Page, type PageRequest, page } from '../../../engine/page.ts'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import { progressGoals } from '../../goals/store.ts'
import type { ChannelFollower, FollowedChannel } from './schema.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    /** Somebody follows a channel. */
    'channel.follow': Follow
  }
}

/** The tables of follows. Triggers keep the counts, since counting a hundred thousand rows per request is slow. */
export const tables = `
  CREATE TABLE IF NOT EXISTS follows (
    broadcaster_id TEXT NOT NULL REFERENCES users, user_id TEXT NOT NULL REFERENCES users, followed_at TEXT NOT NULL,
    PRIMARY KEY (broadcaster_id, user_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS follows_channel ON follows (broadcaster_id, followed_at, user_id);
  CREATE INDEX IF NOT EXISTS follows_user ON follows (user_id, followed_at, broadcaster_id);
  CREATE TABLE IF NOT EXISTS follow_totals (
    user_id TEXT PRIMARY KEY REFERENCES users, followers INTEGER NOT NULL, followed INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER IF NOT EXISTS follows_added AFTER INSERT ON follows BEGIN
    INSERT INTO follow_totals VALUES (new.broadcaster_id, 1, 0), (new.user_id, 0, 1)
    ON CONFLICT DO UPDATE SET followers = followers + excluded.followers, followed = followed + excluded.followed;
  END;
  CREATE TRIGGER IF NOT EXISTS follows_removed AFTER DELETE ON follows BEGIN
    UPDATE follow_totals SET followers = followers - 1 WHERE user_id = old.broadcaster_id;
    UPDATE follow_totals SET followed = followed - 1 WHERE user_id = old.user_id;
  END;`

/** The follows as /units lists them. */
export const followUnits = pairsOf('follows', 'followed_at')

/** A user follows a channel. */
export interface Follow {
  broadcaster_id: string
  user_id: string
  followed_at: string
}

/** The follow of a channel by a user. */
export function findFollow(store: Store, broadcaster_id: string, user_id: string): Follow | undefined {
  const sql = `SELECT broadcaster_id, user_id, followed_at FROM follows
    WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id`
  return store.get(sql, { broadcaster_id, user_id })
}

/** The number of a channel's followers, in constant time. */
export function countFollowers(store: Store, broadcaster_id: string): number {
  const sql = 'SELECT followers FROM follow_totals WHERE user_id = $broadcaster_id'
  return store.get<{ followers: number }>(sql, { broadcaster_id })?.followers ?? 0
}

/** The number of channels that a user follows, in constant time. */
export function countFollowed(store: Store, user_id: string): number {
  const sql = 'SELECT followed FROM follow_totals WHERE user_id = $user_id'
  return store.get<{ followed: number }>(sql, { user_id })?.followed ?? 0
}

/** The followers of a channel, the most recent first; with a user, only that one. */
export const listFollowers = (
  store: Store,
  { broadcaster_id, user_id }: { broadcaster_id: string; user_id?: string },
  request: PageRequest,
): Page<ChannelFollower> =>
  listFollows(store, { of: 'broadcaster', id: broadcaster_id, other: 'user', only: user_id }, request)

/** The channels that a user follows, the most recent first; with a broadcaster, only that one. */
export const listFollowed = (
  store: Store,
  { user_id, broadcaster_id }: { user_id: string; broadcaster_id?: string },
  request: PageRequest,
): Page<FollowedChannel> =>
  listFollows(store, { of: 'user', id: user_id, other: 'broadcaster', only: broadcaster_id }, request)

/** The filter on follows by one end, with the user at the other end. */
interface FollowFilter {
  of: 'broadcaster' | 'user'
  id: string
  other: 'broadcaster' | 'user'
  only?: string
}

function listFollows<T>(store: Store, { of, id, other, only }: FollowFilter, request: PageRequest): Page<T> {
  const listing: Listing<T> = {
    sql: `
      SELECT ${other}_id, login AS ${other}_login, display_name AS ${other}_name, followed_at
      FROM follows CROSS JOIN users ON users.id = ${other}_id
      WHERE ${of}_id = $id ${only === undefined ? '' : `AND ${other}_id = $only`}`,
    params: { id, ...(only !== undefined && { only }) },
    key: ['followed_at', `${other}_id`],
    descending: true,
  }
  return page(store, listing, request)
}

/** Inserts a follow without an event. */
export function insertFollow(store: Store, follow: Follow): void {
  store.insert('follows', { ...follow })
}

/** Follows a channel; an existing follow stays. */
export function createFollow(store: Store, wanted: Omit<Follow, 'followed_at'>): Follow {
  return store.transaction(() => {
    const standing = findFollow(store, wanted.broadcaster_id, wanted.user_id)
    if (standing) return standing
    const follow = { ...wanted, followed_at: toSecond(store.now()) }
    insertFollow(store, follow)
    store.emit('channel.follow', follow)
    progressGoals(store, wanted.broadcaster_id, { follower: 1 })
    return follow
  })
}

/** Ends a follow, for which Twitch has no event. */
export function endFollow(store: Store, broadcaster_id: string, user_id: string): void {
  const sql = 'DELETE FROM follows WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id'
  store.run(sql, { broadcaster_id, user_id })
}
