import { rowsOf } from '../../../engine/listing.ts'
import { type Listing, type Page, type PageRequest, page } from '../../../engine/page.ts'
import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import { createMessage } from '../../chat/messages/store.ts'
import { obstacleTo } from '../limits.ts'
import type { CustomReward } from '../rewards/schema.ts'
import type { Redemption, Settlement } from './schema.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    'custom_reward_redemption.add': Redemption
    'custom_reward_redemption.update': Redemption
  }
}

/** The tables of redemptions. */
export const tables = `
  CREATE TABLE IF NOT EXISTS redemptions (
    id TEXT PRIMARY KEY, reward_id TEXT NOT NULL REFERENCES custom_rewards,
    broadcaster_id TEXT NOT NULL REFERENCES users,
    user_id TEXT NOT NULL REFERENCES users, reward TEXT NOT NULL, user_input TEXT NOT NULL, status TEXT NOT NULL,
    redeemed_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS redemptions_list ON redemptions (reward_id, status, redeemed_at, id);
  CREATE INDEX IF NOT EXISTS redemptions_times ON redemptions (reward_id, redeemed_at);`

/** The redemptions of all rewards as /units lists them. */
export const redemptionUnits = rowsOf<{ reward: object }>(
  'redemptions',
  'id, reward_id, broadcaster_id, user_id, reward, user_input, status, redeemed_at',
  { json: ['reward'] },
)

/** The redemptions of existing rewards, in the form of fixtures. */
export const redemptionFixtures: Listing<object> = {
  sql: `SELECT rowid AS _row, id, broadcaster_id, user_id, reward_id, user_input, status, redeemed_at FROM redemptions
    WHERE reward_id IN (SELECT id FROM custom_rewards WHERE deleted_at IS NULL)`,
  key: ['_row'],
}

const select = `
  SELECT redemptions.id, broadcaster_id, broadcasters.login AS broadcaster_login,
    broadcasters.display_name AS broadcaster_name, user_id, users.login AS user_login, users.display_name AS user_name,
    reward, user_input, status, redeemed_at
  FROM redemptions JOIN users ON users.id = user_id JOIN users AS broadcasters ON broadcasters.id = broadcaster_id`

const readRedemption = rowReader<Redemption>({ json: ['reward'] })

/** The row as it is stored, with the reward at the time of the redemption. */
export type RedemptionRow = Pick<
  Redemption,
  'id' | 'broadcaster_id' | 'user_id' | 'reward' | 'user_input' | 'status' | 'redeemed_at'
>

/** The error for a reward that a viewer cannot redeem now; the message says why. */
export class RewardUnavailable extends Error {}

/** The redemptions of a reward, filtered by IDs or a status, the oldest first unless `newestFirst`. */
export function listRedemptions(
  store: Store,
  wanted: {
    reward_id: string
    status?: Redemption['status']
    ids?: readonly string[]
    newestFirst?: boolean
  },
  request: PageRequest,
): Page<Redemption> {
  const { reward_id, status, ids } = wanted
  // The few given IDs are looked up by the primary key; the unary plus keeps SQLite from using the reward's index.
  const named = 'redemptions.id IN (SELECT value FROM json_each($ids)) AND +reward_id = $reward_id'
  const byStatus = status ? 'AND status = $status' : ''
  return page(
    store,
    {
      sql: `${select} WHERE ${ids ? named : 'reward_id = $reward_id'} ${byStatus}`,
      params: { reward_id, ...(status && { status }), ...(ids && { ids }) },
      key: ['redeemed_at', 'id'],
      descending: wanted.newestFirst,
      read: readRedemption,
    },
    request,
  )
}

/** The redemptions of a reward with the given IDs that are unfulfilled. */
export function listOpenRedemptions(store: Store, reward_id: string, ids: readonly string[]): Redemption[] {
  const sql = `${select}
    WHERE redemptions.id IN (SELECT value FROM json_each($ids)) AND +reward_id = $reward_id AND status = 'UNFULFILLED'
    ORDER BY redeemed_at, redemptions.id`
  return store.all(sql, { reward_id, ids }).map(readRedemption)
}

/** The redemption with an ID, if it is unfulfilled. */
export function findOpenRedemption(store: Store, id: string): Redemption | undefined {
  const row = store.get(`${select} WHERE redemptions.id = $id AND status = 'UNFULFILLED'`, { id })
  return row && readRedemption(row)
}

/** Inserts a redemption without an event. */
export function insertRedemption(store: Store, redemption: RedemptionRow): void {
  store.insert('redemptions', { ...redemption, reward_id: redemption.reward.id })
}

/**
 * Redeems a reward for a viewer, whose input is sent as a chat message.
 *
 * @throws RewardUnavailable
 */
export function redeem(
  store: Store,
  reward: CustomReward,
  viewer: { user_id: string; user_input?: string },
): Redemption {
  return store.transaction(() => {
    const timesRedeemed = () => countInStream(store, reward, viewer.user_id)
    const obstacle = obstacleTo('reward', reward, viewer.user_input, timesRedeemed)
    if (obstacle) throw new RewardUnavailable(obstacle)
    const { title, prompt, cost } = reward
    const id = store.id()
    insertRedemption(store, {
      id,
      broadcaster_id: reward.broadcaster_id,
      user_id: viewer.user_id,
      reward: { id: reward.id, title, prompt, cost },
      user_input: reward.is_user_input_required ? viewer.user_input! : '',
      status: reward.should_redemptions_skip_request_queue ? 'FULFILLED' : 'UNFULFILLED',
      redeemed_at: toSecond(store.now()),
    })
    const redemption = readRedemption(store.get(`${select} WHERE redemptions.id = $id`, { id }))
    store.emit('custom_reward_redemption.add', redemption)
    const { broadcaster_id, user_id, user_input } = redemption
    if (user_input) createMessage(store, { broadcaster_id, user_id, text: user_input, reward_id: reward.id })
    return redemption
  })
}

/** Settles an open redemption; CANCELED gives the viewer the points back. */
export function settleRedemption(store: Store, redemption: Redemption, status: Settlement): Redemption {
  return store.transaction(() => {
    store.update('redemptions', { status }, { id: redemption.id })
    const settled: Redemption = { ...redemption, status }
    store.emit('custom_reward_redemption.update', settled)
    return settled
  })
}

/** Fulfills the open redemptions of a reward, before it is deleted. */
export function fulfilOpenRedemptions(store: Store, reward_id: string): void {
  const sql = `${select} WHERE reward_id = $reward_id AND status = 'UNFULFILLED' ORDER BY redeemed_at, redemptions.id`
  for (const row of store.all(sql, { reward_id })) settleRedemption(store, readRedemption(row), 'FULFILLED')
}

/** How often a user redeemed a reward since the channel went live; 0 while it is offline. */
function countInStream(store: Store, { id, broadcaster_id }: CustomReward, user_id: string): number {
  const sql = `
    SELECT count(*) AS n FROM redemptions
    WHERE reward_id = $id AND user_id = $user_id
      AND redeemed_at >= (SELECT started_at FROM streams WHERE streams.user_id = $broadcaster_id)`
  return store.get<{ n: number }>(sql, { id, broadcaster_id, user_id })!.n
}
