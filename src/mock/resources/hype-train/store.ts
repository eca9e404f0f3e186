import type { Listing } from '../../engine/page.ts'
import { rowReader } from '../../engine/rows.ts'
import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted } from '../../engine/time.ts'
import type { HypeTrain, HypeTrainStatus } from './schema.ts'

declare module '../../engine/events.ts' {
  /** Each event is emitted once for every channel of a shared train. */
  interface Events {
    'hype_train.begin': HypeTrain
    'hype_train.progress': HypeTrain
    'hype_train.end': HypeTrain & { ended_at: string; cooldown_ends_at: string }
  }
  interface Timers {
    /** The train's ID. */
    'hype_train.end': string
  }
}

/** The tables of Hype Trains. */
export const tables = `
  CREATE TABLE IF NOT EXISTS hype_trains (
    id TEXT PRIMARY KEY, type TEXT NOT NULL, is_shared_train INTEGER NOT NULL, level INTEGER NOT NULL,
    total INTEGER NOT NULL, progress INTEGER NOT NULL, goal INTEGER NOT NULL, started_at TEXT NOT NULL,
    expires_at TEXT NOT NULL, achieved_at TEXT NOT NULL, ended_at TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS hype_train_channels (
    broadcaster_id TEXT NOT NULL REFERENCES users, train_id TEXT NOT NULL REFERENCES hype_trains,
    PRIMARY KEY (broadcaster_id, train_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS hype_train_channels_train ON hype_train_channels (train_id);
  CREATE TABLE IF NOT EXISTS hype_train_contributions (
    train_id TEXT NOT NULL REFERENCES hype_trains, type TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES users,
    total INTEGER NOT NULL, PRIMARY KEY (train_id, type, user_id)
  ) STRICT, WITHOUT ROWID;`

/** The Hype Trains as /units lists them, including ended ones; a shared one is listed with its first channel by ID. */
export const trainUnits: Listing<object> = {
  sql: `SELECT hype_trains.rowid AS _row, id, min(broadcaster_id) AS broadcaster_id,
      json_group_array(broadcaster_id) AS broadcaster_ids, type, is_shared_train, level, total, progress, goal,
      started_at, expires_at, ended_at
    FROM hype_trains JOIN hype_train_channels ON train_id = id GROUP BY hype_trains.rowid`,
  key: ['_row'],
  read: rowReader<{ is_shared_train: boolean; broadcaster_ids: string[] }>({
    booleans: ['is_shared_train'],
    json: ['broadcaster_ids'],
  }),
}

/** The time that a train has for each level. */
const LEVEL_MS = 5 * Milliseconds.minute

const COOLDOWN_MS = Milliseconds.hour

const POINTS_OF_FIRST_LEVEL = 500

/** The contribution of a viewer to a train, in points. */
export type Contribution = Pick<HypeTrain['top_contributions'][number], 'user_id' | 'type' | 'total'>

/** The row as it is stored; channels and contributions are in tables of their own. */
export type TrainRow = Pick<
  HypeTrain,
  'id' | 'type' | 'is_shared_train' | 'level' | 'total' | 'progress' | 'goal' | 'started_at' | 'expires_at'
> & { achieved_at: string; ended_at: string | null }

const readTrain = rowReader<HypeTrain>({ booleans: ['is_shared_train'] })

/** The running train of a channel, its record alone, and its record with other channels. */
export function findStatus(store: Store, broadcaster_id: string): HypeTrainStatus {
  return {
    current: findCurrentTrain(store, broadcaster_id) ?? null,
    all_time_high: findRecord(store, broadcaster_id, false),
    shared_all_time_high: findRecord(store, broadcaster_id, true),
  }
}

/** The running train of a channel, in this channel's view. */
export function findCurrentTrain(store: Store, broadcaster_id: string): HypeTrain | undefined {
  const sql = `
    SELECT hype_trains.id, users.id AS broadcaster_user_id, login AS broadcaster_user_login,
      display_name AS broadcaster_user_name, level, total, progress, goal, started_at, expires_at, hype_trains.type,
      is_shared_train
    FROM hype_train_channels JOIN hype_trains ON hype_trains.id = train_id JOIN users ON users.id = broadcaster_id
    WHERE broadcaster_id = $broadcaster_id AND ended_at IS NULL`
  const row = store.get(sql, { broadcaster_id })
  if (!row) return undefined
  const train = readTrain(row)
  return {
    ...train,
    top_contributions: listTopContributions(store, train.id),
    shared_train_participants: train.is_shared_train
      ? listChannels(store, train.id).filter((channel) => channel.broadcaster_user_id !== broadcaster_id)
      : null,
  }
}

/** Inserts a Hype Train with its contributions, without an event; a running one gets its timer. */
export function insertTrain(
  store: Store,
  train: TrainRow,
  broadcaster_ids: readonly string[],
  contributions: readonly Contribution[],
): void {
  store.insert('hype_trains', train)
  for (const broadcaster_id of broadcaster_ids) {
    store.insert('hype_train_channels', { broadcaster_id, train_id: train.id })
  }
  for (const contribution of contributions) addContribution(store, train.id, contribution)
  if (train.ended_at === null) store.schedule('hype_train.end', train.id, new Date(train.expires_at))
}

/** Begins a train with its first contributions, in one channel or shared by several. */
export function beginTrain(
  store: Store,
  broadcaster_ids: readonly string[],
  contributions: readonly Contribution[],
  type: HypeTrain['type'] = 'regular',
): void {
  store.transaction(() => {
    const now = store.now()
    const standing = advanceLevel({ level: 1, progress: 0, goal: pointsOf(1) }, sum(contributions))
    const row: TrainRow = {
      id: store.id(),
      type,
      is_shared_train: broadcaster_ids.length > 1,
      ...standing,
      total: sum(contributions),
      started_at: now.toISOString(),
      expires_at: shifted(now, LEVEL_MS).toISOString(),
      achieved_at: now.toISOString(),
      ended_at: null,
    }
    insertTrain(store, row, broadcaster_ids, contributions)
    emitForEach(store, row.id, (train) => store.emit('hype_train.begin', train))
  })
}

/** Adds a contribution to the running train of a channel, if any. A new level extends its time. */
export function contribute(store: Store, broadcaster_id: string, contribution: Contribution): void {
  const train = findCurrentTrain(store, broadcaster_id)
  if (!train) return
  store.transaction(() => {
    const { id } = train
    const now = store.now()
    const standing = advanceLevel(train, contribution.total)
    const expires = standing.level > train.level ? shifted(now, LEVEL_MS) : new Date(train.expires_at)
    const total = train.total + contribution.total
    const times = { expires_at: expires.toISOString(), achieved_at: now.toISOString() }
    store.update('hype_trains', { ...standing, total, ...times }, { id })
    addContribution(store, id, contribution)
    store.schedule('hype_train.end', id, expires)
    emitForEach(store, id, (current) => store.emit('hype_train.progress', current))
  })
}

/** Ends a Hype Train in all of its channels. */
export function endTrain(store: Store, id: string): void {
  store.transaction(() => {
    const now = store.now()
    const times = {
      ended_at: now.toISOString(),
      cooldown_ends_at: shifted(now, COOLDOWN_MS).toISOString(),
    }
    emitForEach(store, id, (train) => store.emit('hype_train.end', { ...train, ...times }))
    store.update('hype_trains', { ended_at: times.ended_at }, { id })
    store.cancel('hype_train.end', id)
  })
}

/** The timer that ends a train which has not reached the next level in time. */
export function timers(store: Store): void {
  store.onTimer('hype_train.end', (id) => endTrain(store, id))
}

/** Whether a Hype Train has ended. */
export function hasEnded(store: Store, id: string): boolean {
  return store.get('SELECT 1 FROM hype_trains WHERE id = $id AND ended_at IS NOT NULL', { id }) !== undefined
}

/** The points of a level: 500, 1000, 1500 and so on. */
export const pointsOf = (level: number) => level * POINTS_OF_FIRST_LEVEL

type Standing = Pick<HypeTrain, 'level' | 'progress' | 'goal'>

/** The level and progress of a train after more points. */
export function advanceLevel({ level, progress }: Standing, points: number): Standing {
  progress += points
  while (progress >= pointsOf(level)) progress -= pointsOf(level++)
  return { level, progress, goal: pointsOf(level) }
}

/** The sum of contributions in points. */
export const sum = (contributions: readonly Contribution[]) =>
  contributions.reduce((points, { total }) => points + total, 0)

function emitForEach(store: Store, id: string, emit: (train: HypeTrain) => void): void {
  for (const { broadcaster_user_id } of listChannels(store, id)) {
    const train = findCurrentTrain(store, broadcaster_user_id)
    if (train?.id === id) emit(train)
  }
}

function addContribution(store: Store, train_id: string, { user_id, type, total }: Contribution): void {
  store.run(
    `INSERT INTO hype_train_contributions (train_id, type, user_id, total) VALUES ($train_id, $type, $user_id, $total)
     ON CONFLICT DO UPDATE SET total = total + excluded.total`,
    { train_id, type, user_id, total },
  )
}

function listTopContributions(store: Store, train_id: string): HypeTrain['top_contributions'] {
  const sql = `
    SELECT user_id, login AS user_login, display_name AS user_name, $type AS type, total
    FROM hype_train_contributions JOIN users ON users.id = user_id
    WHERE train_id = $train_id AND hype_train_contributions.type = $type ORDER BY total DESC, user_id LIMIT 1`
  return (['bits', 'subscription'] as const).flatMap((type) => store.all(sql, { train_id, type }))
}

function listChannels(store: Store, train_id: string): NonNullable<HypeTrain['shared_train_participants']> {
  const sql = `
    SELECT users.id AS broadcaster_user_id, login AS broadcaster_user_login, display_name AS broadcaster_user_name
    FROM hype_train_channels JOIN users ON users.id = broadcaster_id WHERE train_id = $train_id ORDER BY users.rowid`
  return store.all(sql, { train_id })
}

function findRecord(
  store: Store,
  broadcaster_id: string,
  is_shared_train: boolean,
): HypeTrainStatus['all_time_high'] {
  const sql = `
    SELECT level, total, achieved_at FROM hype_train_channels JOIN hype_trains ON hype_trains.id = train_id
    WHERE broadcaster_id = $broadcaster_id AND is_shared_train = $is_shared_train
    ORDER BY level DESC, total DESC LIMIT 1`
  return (
    store.get<NonNullable<HypeTrainStatus['all_time_high']>>(sql, { broadcaster_id, is_shared_train }) ?? null
  )
}
