import { rowsOf } from '../../engine/listing.ts'
import type { Store } from '../../engine/store.ts'
import { toSecond } from '../../engine/time.ts'
import type { Goal } from './schema.ts'

declare module '../../engine/events.ts' {
  interface Events {
    'goal.begin': Goal
    'goal.progress': Goal
    'goal.end': Goal & { ended_at: string }
  }
}

/** The tables of goals. */
export const tables = `
  CREATE TABLE IF NOT EXISTS goals (
    id TEXT PRIMARY KEY, broadcaster_id TEXT NOT NULL REFERENCES users, type TEXT NOT NULL, description TEXT NOT NULL,
    current_amount INTEGER NOT NULL, target_amount INTEGER NOT NULL, created_at TEXT NOT NULL, ended_at TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS goals_active ON goals (broadcaster_id, created_at, id) WHERE ended_at IS NULL;`

/** The goals as /units lists them, including ended ones. */
export const goalUnits = rowsOf(
  'goals',
  'id, broadcaster_id, type, description, current_amount, target_amount, created_at, ended_at',
)

// The present amount of a follower goal is the channel's number of followers.
const select = `
  SELECT goals.id, broadcaster_id, display_name AS broadcaster_name, login AS broadcaster_login, goals.type,
    goals.description,
    CASE goals.type
      WHEN 'follower' THEN ifnull((SELECT followers FROM follow_totals WHERE user_id = broadcaster_id), 0)
      ELSE current_amount
    END AS current_amount,
    target_amount, goals.created_at
  FROM goals JOIN users ON users.id = broadcaster_id`

/** The row as it is stored: the broadcaster's names are those of the user. */
export type GoalRow = Omit<Goal, 'broadcaster_name' | 'broadcaster_login'> & { ended_at?: string }

/** The properties of a new goal. */
export type NewGoal = Pick<Goal, 'broadcaster_id' | 'type' | 'description' | 'target_amount'> &
  Partial<Pick<Goal, 'current_amount'>>

/** The active goal with an ID. */
export function findGoal(store: Store, id: string): Goal | undefined {
  return store.get(`${select} WHERE goals.id = $id AND ended_at IS NULL`, { id })
}

/** A channel's active goals, the oldest first. */
export function listGoals(store: Store, broadcaster_id: string): Goal[] {
  const sql =
    `${select} WHERE broadcaster_id = $broadcaster_id AND ended_at IS NULL ORDER BY goals.created_at, ` +
    'goals.id'
  return store.all(sql, { broadcaster_id })
}

/** Inserts a goal without an event. */
export function insertGoal(store: Store, goal: GoalRow): void {
  store.insert('goals', goal)
}

/** Begins a goal. */
export function beginGoal(store: Store, wanted: NewGoal): Goal {
  return store.transaction(() => {
    const row: GoalRow = {
      ...wanted,
      id: store.id(),
      current_amount: wanted.current_amount ?? 0,
      created_at: toSecond(store.now()),
    }
    insertGoal(store, row)
    const goal = findGoal(store, row.id)!
    store.emit('goal.begin', goal)
    return goal
  })
}

/**
 * Changes the amounts of a channel's active goals, and emits their progress.
 *
 * @param changes the difference by type of goal; the number of followers has already changed
 */
export function progressGoals(
  store: Store,
  broadcaster_id: string,
  changes: { [type in Goal['type']]?: number },
): void {
  store.transaction(() => {
    for (const goal of listGoals(store, broadcaster_id)) {
      const change = changes[goal.type]
      if (!change) continue
      if (goal.type !== 'follower') goal.current_amount += change
      store.update('goals', { current_amount: goal.current_amount }, { id: goal.id })
      store.emit('goal.progress', goal)
    }
  })
}

/** Ends a goal, achieved or not; it is no longer listed. */
export function endGoal(store: Store, goal: Goal): void {
  store.transaction(() => {
    const ended_at = toSecond(store.now())
    store.update('goals', { ended_at, current_amount: goal.current_amount }, { id: goal.id })
    store.emit('goal.end', { ...goal, ended_at })
  })
}
