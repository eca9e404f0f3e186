import { among } from '../../../engine/listing.ts'
import type { Listing } from '../../../engine/page.ts'
import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import { limitFlags, limitsOf, type Usage, unlimited } from '../limits.ts'
import { fulfilOpenRedemptions } from '../redemptions/store.ts'
import type { CustomReward, RewardSettings } from './schema.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    'custom_reward.add': CustomReward
    'custom_reward.update': CustomReward
    'custom_reward.remove': CustomReward
  }
}

/** The tables of custom rewards. */
export const tables = `
  CREATE TABLE IF NOT EXISTS custom_rewards (
    id TEXT PRIMARY KEY, broadcaster_id TEXT NOT NULL REFERENCES users, client_id TEXT REFERENCES clients,
    title TEXT NOT NULL, cost INTEGER NOT NULL, prompt TEXT NOT NULL, image TEXT, background_color TEXT NOT NULL,
    is_enabled INTEGER NOT NULL, is_user_input_required INTEGER NOT NULL,
    is_max_per_stream_enabled INTEGER NOT NULL, max_per_stream INTEGER NOT NULL,
    is_max_per_user_per_stream_enabled INTEGER NOT NULL, max_per_user_per_stream INTEGER NOT NULL,
    is_global_cooldown_enabled INTEGER NOT NULL, global_cooldown_seconds INTEGER NOT NULL,
    is_paused INTEGER NOT NULL, should_redemptions_skip_request_queue INTEGER NOT NULL, deleted_at TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS custom_rewards_list ON custom_rewards (broadcaster_id, id) WHERE deleted_at IS NULL;
  CREATE UNIQUE INDEX IF NOT EXISTS custom_rewards_title ON custom_rewards (broadcaster_id, title)
    WHERE deleted_at IS NULL;`

/** The row as it is stored. A reward without a client was created on the dashboard, and no app may change it. */
export type RewardRow = RewardSettings &
  Pick<CustomReward, 'id' | 'broadcaster_id' | 'image'> & { client_id: string | null }

/** The row with its usage in the current stream. */
type Standing = RewardRow & Pick<CustomReward, 'broadcaster_login' | 'broadcaster_name'> & Usage

/** The default settings of a new reward. */
export const standard: Omit<RewardSettings, 'title' | 'cost'> = {
  prompt: '',
  is_enabled: true,
  background_color: '#00E5CB',
  is_user_input_required: false,
  ...unlimited,
  is_paused: false,
  should_redemptions_skip_request_queue: false,
}

const IMAGES = 'https://static-cdn.jtvnw.net/custom-reward-images'

const defaultImage: CustomReward['default_image'] = {
  url_1x: `${IMAGES}/default-1.png`,
  url_2x: `${IMAGES}/default-2.png`,
  url_4x: `${IMAGES}/default-4.png`,
}

const select = `
  SELECT custom_rewards.*, login AS broadcaster_login, display_name AS broadcaster_name,
    (SELECT max(redeemed_at) FROM redemptions WHERE reward_id = custom_rewards.id) AS last_redeemed_at,
    CASE WHEN is_max_per_stream_enabled THEN
      (SELECT (SELECT count(*) FROM redemptions WHERE reward_id = custom_rewards.id AND redeemed_at >= started_at)
       FROM streams WHERE user_id = broadcaster_id)
    END AS redemptions_redeemed_current_stream
  FROM custom_rewards JOIN users ON users.id = broadcaster_id`

const booleans = [
  'is_enabled',
  'is_user_input_required',
  ...limitFlags,
  'is_paused',
  'should_redemptions_skip_request_queue',
] as const

const readStanding = rowReader<Standing>({ booleans, json: ['image'] })

/** The custom rewards as /units lists them. */
export const rewardUnits: Listing<RewardRow> = {
  sql: `SELECT rowid AS _row, id, broadcaster_id, client_id, title, cost, ${Object.keys(standard)}
    FROM custom_rewards WHERE deleted_at IS NULL`,
  key: ['_row'],
  read: rowReader<RewardRow>({ booleans }),
}

/** The custom reward with an ID. */
export function findRewardById(store: Store, id: string): CustomReward | undefined {
  const row = store.get(`${select} WHERE custom_rewards.id = $id AND deleted_at IS NULL`, { id })
  return row && readReward(store, row)
}

/** The custom reward of a channel with an ID. */
export function findReward(store: Store, broadcaster_id: string, id: string): CustomReward | undefined {
  const reward = findRewardById(store, id)
  return reward?.broadcaster_id === broadcaster_id ? reward : undefined
}

/** The client that created a reward of the channel, even a deleted one; null for the dashboard. */
export function findMaker(
  store: Store,
  broadcaster_id: string,
  id: string,
): Pick<RewardRow, 'client_id'> | undefined {
  const sql = 'SELECT client_id FROM custom_rewards WHERE broadcaster_id = $broadcaster_id AND id = $id'
  return store.get(sql, { broadcaster_id, id })
}

/** A channel's rewards in the order of their IDs, at most 50: all, those with the IDs, or those of a client. */
export function listRewards(
  store: Store,
  { broadcaster_id, ids, client_id }: { broadcaster_id: string; ids?: readonly string[]; client_id?: string },
): CustomReward[] {
  const byId = among('custom_rewards.id', ids)
  const byClient = client_id ? 'AND client_id = $client_id' : ''
  const sql = `${select} WHERE broadcaster_id = $broadcaster_id AND deleted_at IS NULL ${byId.sql} ${byClient}
    ORDER BY custom_rewards.id`
  const rows = store.all(sql, { broadcaster_id, ...byId.params, ...(client_id && { client_id }) })
  return rows.map((row) => readReward(store, row))
}

/** The rewards of a channel that a client created, as viewers see them, in the order of their IDs. */
export function listOffered(store: Store, broadcaster_id: string, client_id: string): OfferedReward[] {
  const sql = `SELECT id, broadcaster_id, title, cost, prompt, is_user_input_required,
      should_redemptions_skip_request_queue
    FROM custom_rewards WHERE broadcaster_id = $broadcaster_id AND client_id = $client_id AND deleted_at IS NULL
    ORDER BY id`
  return store.all(sql, { broadcaster_id, client_id }).map(readOffered)
}

/** A reward as viewers see it. */
export type OfferedReward = Pick<
  RewardRow,
  | 'id'
  | 'broadcaster_id'
  | 'title'
  | 'cost'
  | 'prompt'
  | 'is_user_input_required'
  | 'should_redemptions_skip_request_queue'
>

const readOffered = rowReader<OfferedReward>({
  booleans: ['is_user_input_required', 'should_redemptions_skip_request_queue'],
})

/** How many custom rewards a channel has. */
export function countRewards(store: Store, broadcaster_id: string): number {
  const sql =
    'SELECT count(*) AS n FROM custom_rewards WHERE broadcaster_id = $broadcaster_id AND deleted_at IS NULL'
  return store.get<{ n: number }>(sql, { broadcaster_id })!.n
}

/** The ID of the channel's reward with a title, if there is one. */
export function findRewardByTitle(store: Store, broadcaster_id: string, title: string): string | undefined {
  const sql = `SELECT id FROM custom_rewards
    WHERE broadcaster_id = $broadcaster_id AND title = $title AND deleted_at IS NULL`
  return store.get<{ id: string }>(sql, { broadcaster_id, title })?.id
}

/** The present settings of a reward, as requests have them. */
export function findSettings(store: Store, id: string): RewardSettings {
  return readStanding(store.get(`${select} WHERE custom_rewards.id = $id`, { id }))
}

/** Inserts a reward, with Twitch's defaults for missing settings. */
export function insertReward(
  store: Store,
  reward: Pick<RewardRow, 'id' | 'broadcaster_id' | 'client_id' | 'title' | 'cost'> & Partial<RewardRow>,
): void {
  store.insert('custom_rewards', { ...standard, ...reward })
}

/** Creates a reward for a client; only that client may change it. */
export function createReward(
  store: Store,
  owner: Pick<RewardRow, 'broadcaster_id' | 'client_id'>,
  settings: Pick<RewardSettings, 'title' | 'cost'> & Partial<RewardSettings>,
): CustomReward {
  return store.transaction(() => {
    const id = store.id()
    insertReward(store, { id, ...owner, ...settings })
    const reward = findReward(store, owner.broadcaster_id, id)!
    store.emit('custom_reward.add', reward)
    return reward
  })
}

/** Changes a custom reward. */
export function updateReward(
  store: Store,
  { broadcaster_id, id }: CustomReward,
  changes: Partial<RewardSettings>,
): CustomReward {
  return store.transaction(() => {
    store.update('custom_rewards', changes, { id })
    const reward = findReward(store, broadcaster_id, id)!
    store.emit('custom_reward.update', reward)
    return reward
  })
}

/** Deletes a reward. Its open redemptions are fulfilled, and all of its redemptions stay readable. */
export function deleteReward(store: Store, reward: CustomReward): void {
  store.transaction(() => {
    fulfilOpenRedemptions(store, reward.id)
    store.update('custom_rewards', { deleted_at: toSecond(store.now()) }, { id: reward.id })
    store.emit('custom_reward.remove', reward)
  })
}

function readReward(store: Store, row: object): CustomReward {
  const reward = readStanding(row)
  return {
    broadcaster_id: reward.broadcaster_id,
    broadcaster_login: reward.broadcaster_login,
    broadcaster_name: reward.broadcaster_name,
    id: reward.id,
    title: reward.title,
    prompt: reward.prompt,
    cost: reward.cost,
    image: reward.image,
    default_image: defaultImage,
    background_color: reward.background_color,
    is_enabled: reward.is_enabled,
    is_user_input_required: reward.is_user_input_required,
    is_paused: reward.is_paused,
    should_redemptions_skip_request_queue: reward.should_redemptions_skip_request_queue,
    ...limitsOf(reward, store.now()),
  }
}
