import { among } from '../../engine/listing.ts'
import { type Listing, type Page, type PageRequest, page } from '../../engine/page.ts'
import { rowReader } from '../../engine/rows.ts'
import type { Store } from '../../engine/store.ts'
import { toSecond } from '../../engine/time.ts'
import { progressGoals } from '../goals/store.ts'
import { contribute } from '../hype-train/store.ts'
import type { Subscription } from './schema.ts'

/** A gift of one or more subscriptions. */
export interface SubscriptionGift {
  broadcaster_id: string
  /** Null for an anonymous gift. */
  gifter_id: string | null
  tier: Subscription['tier']
  /** The recipients. */
  user_ids: readonly string[]
  total: number
  /** The number of all gifts of the gifter in the channel; null for an anonymous gift. */
  cumulative_total: number | null
}

/** A resubscription, with the message that the subscriber shares. */
export type Resubscription = Subscription & {
  message: string
  cumulative_months: number
  streak_months: number
}

declare module '../../engine/events.ts' {
  interface Events {
    'subscription.begin': Subscription
    'subscription.end': Subscription
    'subscription.gift': SubscriptionGift
    'subscription.message': Resubscription
  }
}

const TIER_POINTS = "CASE new.tier WHEN '1000' THEN 1 WHEN '2000' THEN 2 ELSE 6 END"
const OLD_TIER_POINTS = TIER_POINTS.replace('new.', 'old.')

/**
 * The tables of subscriptions. Triggers keep the counts, since counting the subscribers of a large channel at every
 * request would be slow.
 */
export const tables = `
  CREATE TABLE IF NOT EXISTS subscriptions (
    broadcaster_id TEXT NOT NULL REFERENCES users, user_id TEXT NOT NULL REFERENCES users, tier TEXT NOT NULL,
    is_gift INTEGER NOT NULL, gifter_id TEXT REFERENCES users, cumulative_months INTEGER NOT NULL,
    streak_months INTEGER NOT NULL, subscribed_at TEXT NOT NULL, PRIMARY KEY (broadcaster_id, user_id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS subscriptions_list ON subscriptions (broadcaster_id, subscribed_at, user_id);
  CREATE INDEX IF NOT EXISTS subscriptions_user ON subscriptions (user_id, broadcaster_id);
  CREATE INDEX IF NOT EXISTS subscriptions_gifter ON subscriptions (gifter_id, broadcaster_id);
  CREATE TABLE IF NOT EXISTS subscription_totals (
    broadcaster_id TEXT PRIMARY KEY REFERENCES users, total INTEGER NOT NULL, points INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER IF NOT EXISTS subscriptions_added AFTER INSERT ON subscriptions BEGIN
    INSERT INTO subscription_totals VALUES (new.broadcaster_id, 1, ${TIER_POINTS})
    ON CONFLICT DO UPDATE SET total = total + 1, points = points + excluded.points;
  END;
  CREATE TRIGGER IF NOT EXISTS subscriptions_removed AFTER DELETE ON subscriptions BEGIN
    UPDATE subscription_totals SET total = total - 1, points = points - ${OLD_TIER_POINTS}
    WHERE broadcaster_id = old.broadcaster_id;
  END;
  CREATE TRIGGER IF NOT EXISTS subscriptions_changed AFTER UPDATE OF tier ON subscriptions BEGIN
    UPDATE subscription_totals SET points = points - ${OLD_TIER_POINTS} + ${TIER_POINTS}
    WHERE broadcaster_id = old.broadcaster_id;
  END;`

/** The subscriber points and the points in a Hype Train of each tier. */
const worth = {
  '1000': { points: 1, hype: 500 },
  '2000': { points: 2, hype: 1000 },
  '3000': { points: 6, hype: 2500 },
} as const

/** The row as it is stored. */
export interface SubscriptionRow {
  broadcaster_id: string
  user_id: string
  tier: Subscription['tier']
  is_gift: boolean
  /** The gifter of a gift; null without a gift and for an anonymous one. */
  gifter_id: string | null
  cumulative_months: number
  streak_months: number
  subscribed_at: string
}

const columns = `broadcaster_id, broadcasters.login AS broadcaster_login,
  broadcasters.display_name AS broadcaster_name, user_id, users.login AS user_login, users.display_name AS user_name,
  is_gift, tier, 'Channel Subscription (' || broadcasters.login || ')' ||
    CASE tier WHEN '2000' THEN ': $9.99 Sub' WHEN '3000' THEN ': $24.99 Sub' ELSE '' END AS plan_name`

const joined = `subscriptions CROSS JOIN users ON users.id = user_id
  CROSS JOIN users AS broadcasters ON broadcasters.id = broadcaster_id
  LEFT JOIN users AS gifters ON gifters.id = gifter_id`

const select = `
  SELECT ${columns}, ifnull(gifter_id, '') AS gifter_id, ifnull(gifters.login, '') AS gifter_login,
    ifnull(gifters.display_name, '') AS gifter_name, subscribed_at AS _subscribed_at
  FROM ${joined}`

const readSubscription = rowReader<Subscription>({ booleans: ['is_gift'] })

/** The subscriptions as /units lists them, with null for a missing gifter. */
export const subscriptionUnits: Listing<object> = {
  sql: `
    SELECT subscriptions.rowid AS _row, ${columns}, gifter_id, gifters.display_name AS gifter_name,
      gifters.login AS gifter_login, cumulative_months, streak_months, subscribed_at
    FROM ${joined}`,
  key: ['_row'],
  read: readSubscription,
}

/** The subscription of a user to a channel. */
export function findSubscription(
  store: Store,
  broadcaster_id: string,
  user_id: string,
): Subscription | undefined {
  const row = store.get<Subscription & { _subscribed_at?: string }>(
    `${select} WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id`,
    { broadcaster_id, user_id },
  )
  delete row?._subscribed_at
  return row && readSubscription(row)
}

/** The subscriptions to a channel, the most recent first; with users, only theirs. */
export function listSubscriptions(
  store: Store,
  { broadcaster_id, user_ids }: { broadcaster_id: string; user_ids?: readonly string[] },
  request: PageRequest,
): Page<Subscription> {
  const byUser = among('user_id', user_ids)
  return page(
    store,
    {
      sql: `${select} WHERE broadcaster_id = $broadcaster_id ${byUser.sql}`,
      params: { broadcaster_id, ...byUser.params },
      key: ['_subscribed_at', 'user_id'],
      descending: true,
      read: readSubscription,
    },
    request,
  )
}

/** The number of a channel's subscribers, and of its subscriber points. */
export function countSubscriptions(store: Store, broadcaster_id: string): { total: number; points: number } {
  const sql = 'SELECT total, points FROM subscription_totals WHERE broadcaster_id = $broadcaster_id'
  return store.get(sql, { broadcaster_id }) ?? { total: 0, points: 0 }
}

/** Inserts a subscription without an event. */
export function insertSubscription(store: Store, subscription: SubscriptionRow): void {
  store.insert('subscriptions', { ...subscription })
}

/** Begins a new subscription. It contributes to goals and to a running Hype Train. */
export function subscribe(
  store: Store,
  wanted: Pick<SubscriptionRow, 'broadcaster_id' | 'user_id' | 'tier'> &
    Partial<Pick<SubscriptionRow, 'is_gift' | 'gifter_id'>>,
): Subscription {
  return store.transaction(() => {
    const { broadcaster_id, user_id, tier, is_gift = false, gifter_id = null } = wanted
    insertSubscription(store, {
      broadcaster_id,
      user_id,
      tier,
      is_gift,
      gifter_id,
      cumulative_months: 1,
      streak_months: 1,
      subscribed_at: toSecond(store.now()),
    })
    const subscription = findSubscription(store, broadcaster_id, user_id)!
    store.emit('subscription.begin', subscription)
    const { points, hype } = worth[tier]
    progressGoals(store, broadcaster_id, {
      subscription: points,
      new_subscription: points,
      subscription_count: 1,
      new_subscription_count: 1,
    })
    // An anonymous gift has no contributor, so it does not contribute to a train.
    const giver = is_gift ? gifter_id : user_id
    if (giver) contribute(store, broadcaster_id, { user_id: giver, type: 'subscription', total: hype })
    return subscription
  })
}

/** Gives subscriptions to users who have none. */
export function giveSubscriptions(
  store: Store,
  { broadcaster_id, gifter_id, tier }: Pick<SubscriptionGift, 'broadcaster_id' | 'gifter_id' | 'tier'>,
  user_ids: readonly string[],
): Subscription[] {
  return store.transaction(() => {
    const gift = { broadcaster_id, gifter_id, tier, is_gift: true }
    const given = user_ids.map((user_id) => subscribe(store, { ...gift, user_id }))
    const cumulative_total = gifter_id && countGifts(store, broadcaster_id, gifter_id)
    store.emit('subscription.gift', {
      broadcaster_id,
      gifter_id,
      tier,
      user_ids,
      total: given.length,
      cumulative_total: cumulative_total || null,
    })
    return given
  })
}

/** Shares a resubscription with the chat. */
export function resubscribe(store: Store, subscription: Subscription, message: string): void {
  store.transaction(() => {
    const { broadcaster_id, user_id } = subscription
    const months = store.get<Pick<Resubscription, 'cumulative_months' | 'streak_months'>>(
      `UPDATE subscriptions SET cumulative_months = cumulative_months + 1, streak_months = streak_months + 1
       WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id RETURNING cumulative_months, streak_months`,
      { broadcaster_id, user_id },
    )!
    store.emit('subscription.message', { ...subscription, message, ...months })
  })
}

/** Ends a subscription. */
export function endSubscription(store: Store, subscription: Subscription): void {
  store.transaction(() => {
    const { broadcaster_id, user_id, tier } = subscription
    const sql = 'DELETE FROM subscriptions WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id'
    store.run(sql, { broadcaster_id, user_id })
    store.emit('subscription.end', subscription)
    progressGoals(store, broadcaster_id, { subscription: -worth[tier].points, subscription_count: -1 })
  })
}

function countGifts(store: Store, broadcaster_id: string, gifter_id: string): number {
  const sql = `SELECT count(*) AS n FROM subscriptions
    WHERE gifter_id = $gifter_id AND broadcaster_id = $broadcaster_id`
  return store.get<{ n: number }>(sql, { broadcaster_id, gifter_id })!.n
}

/** The months of a user's subscriptions to a channel; undefined for one without a present subscription. */
export function findCumulativeMonths(
  store: Store,
  broadcaster_id: string,
  user_id: string,
): number | undefined {
  const sql =
    'SELECT cumulative_months FROM subscriptions WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id'
  return store.get<{ cumulative_months: number }>(sql, { broadcaster_id, user_id })?.cumulative_months
}
