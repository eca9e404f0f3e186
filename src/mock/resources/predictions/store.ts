import { among, rowsOf } from '../../engine/listing.ts'
import { type Page, type PageRequest, page } from '../../engine/page.ts'
import { rowReader } from '../../engine/rows.ts'
import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted } from '../../engine/time.ts'
import { findOutcomes, insertPredictor, payOut, type Stake } from './predictors/store.ts'
import type { Outcome, Prediction } from './schema.ts'

declare module '../../engine/events.ts' {
  interface Events {
    'prediction.begin': Prediction
    /** A viewer has made a prediction. */
    'prediction.progress': Prediction
    'prediction.lock': Prediction
    'prediction.end': Prediction
  }
  interface Timers {
    /** The prediction's ID. */
    'prediction.lock': string
    /** The prediction's ID. */
    'prediction.expire': string
  }
}

/** The time after which a locked prediction is canceled if the broadcaster has not resolved it. */
const RESOLUTION_MS = Milliseconds.day

/** The tables of predictions. */
export const tables = `
  CREATE TABLE IF NOT EXISTS predictions (
    id TEXT PRIMARY KEY, broadcaster_id TEXT NOT NULL REFERENCES users, title TEXT NOT NULL,
    winning_outcome_id TEXT, outcomes TEXT NOT NULL, prediction_window INTEGER NOT NULL, status TEXT NOT NULL,
    created_at TEXT NOT NULL, ended_at TEXT, locked_at TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS predictions_list ON predictions (broadcaster_id, created_at, id);
  CREATE UNIQUE INDEX IF NOT EXISTS predictions_running ON predictions (broadcaster_id)
    WHERE status IN ('ACTIVE', 'LOCKED');`

/** The predictions as /units lists them. */
export const predictionUnits = rowsOf<{ outcomes: object }>(
  'predictions',
  `id, broadcaster_id, title, winning_outcome_id, outcomes, status, prediction_window, created_at, locked_at,
    ended_at`,
  { json: ['outcomes'] },
)

const select = `
  SELECT predictions.id, broadcaster_id, display_name AS broadcaster_name, login AS broadcaster_login, title,
    winning_outcome_id, outcomes, prediction_window, status, predictions.created_at, ended_at, locked_at
  FROM predictions JOIN users ON users.id = broadcaster_id`

/** The properties of a new prediction. */
export type NewPrediction = Pick<Prediction, 'broadcaster_id' | 'title' | 'prediction_window'> & {
  outcomes: readonly { title: string }[]
}

/** An outcome as it is stored: predictors are in a table of their own. */
export type OutcomeRow = Pick<Outcome, 'id' | 'title' | 'color'>

/** The row as it is stored: the broadcaster's names are those of the user. */
export type PredictionRow = Omit<Prediction, 'broadcaster_name' | 'broadcaster_login' | 'outcomes'> & {
  outcomes: readonly OutcomeRow[]
}

const readRow = rowReader<Prediction>({ json: ['outcomes'] })

function readPrediction(store: Store, row: unknown): Prediction {
  const prediction = readRow(row)
  return { ...prediction, outcomes: findOutcomes(store, prediction.id, prediction.outcomes) }
}

/** The prediction with an ID. */
export function findPredictionById(store: Store, id: string): Prediction | undefined {
  const row = store.get(`${select} WHERE predictions.id = $id`, { id })
  return row && readPrediction(store, row)
}

/** The prediction of a channel with an ID. */
export function findPrediction(store: Store, broadcaster_id: string, id: string): Prediction | undefined {
  const prediction = findPredictionById(store, id)
  return prediction?.broadcaster_id === broadcaster_id ? prediction : undefined
}

/** The outcomes of the prediction with an ID, without their predictors. */
export function findOutcomeRows(store: Store, id: string): readonly OutcomeRow[] | undefined {
  const row = store.get('SELECT outcomes FROM predictions WHERE id = $id', { id })
  return row && readRow(row).outcomes
}

/** Whether a channel has a prediction that is neither resolved nor canceled. */
export function hasRunningPrediction(store: Store, broadcaster_id: string): boolean {
  const sql =
    "SELECT 1 FROM predictions WHERE broadcaster_id = $broadcaster_id AND status IN ('ACTIVE', 'LOCKED')"
  return store.get(sql, { broadcaster_id }) !== undefined
}

/** A channel's predictions, the newest first. */
export function listPredictions(
  store: Store,
  { broadcaster_id, ids }: { broadcaster_id: string; ids?: readonly string[] },
  request: PageRequest,
): Page<Prediction> {
  const byId = among('predictions.id', ids)
  return page(
    store,
    {
      sql: `${select} WHERE broadcaster_id = $broadcaster_id ${byId.sql}`,
      params: { broadcaster_id, ...byId.params },
      key: ['created_at', 'id'],
      descending: true,
      read: (row) => readPrediction(store, row),
    },
    request,
  )
}

/** Inserts a prediction without an event; a running one gets its timer. */
export function insertPrediction(store: Store, prediction: PredictionRow): void {
  const { id, status, locked_at } = prediction
  store.insert('predictions', prediction)
  if (status === 'ACTIVE') store.schedule('prediction.lock', id, lockOf(prediction))
  if (status === 'LOCKED')
    store.schedule('prediction.expire', id, shifted(new Date(locked_at!), RESOLUTION_MS))
}

/** Begins a prediction. */
export function createPrediction(store: Store, wanted: NewPrediction): Prediction {
  return store.transaction(() => {
    const row: PredictionRow = {
      id: store.id(),
      broadcaster_id: wanted.broadcaster_id,
      title: wanted.title,
      winning_outcome_id: null,
      outcomes: newOutcomes(
        store,
        wanted.outcomes.map(({ title }) => title),
      ),
      prediction_window: wanted.prediction_window,
      status: 'ACTIVE',
      created_at: store.now().toISOString(),
      ended_at: null,
      locked_at: null,
    }
    insertPrediction(store, row)
    const prediction = findPrediction(store, row.broadcaster_id, row.id)!
    store.emit('prediction.begin', prediction)
    return prediction
  })
}

/** Spends a viewer's points on an outcome of an active prediction; more points must go to the same outcome. */
export function predict(store: Store, { broadcaster_id, id }: Prediction, stake: Stake): Prediction {
  return store.transaction(() => {
    insertPredictor(store, id, stake)
    const prediction = findPrediction(store, broadcaster_id, id)!
    store.emit('prediction.progress', prediction)
    return prediction
  })
}

/** Locks an active prediction, after which viewers cannot predict. */
export function lockPrediction(store: Store, prediction: Prediction): Prediction {
  return store.transaction(() => {
    const locked_at = store.now().toISOString()
    store.update('predictions', { status: 'LOCKED', locked_at }, { id: prediction.id })
    store.cancel('prediction.lock', prediction.id)
    store.schedule('prediction.expire', prediction.id, shifted(store.now(), RESOLUTION_MS))
    const locked: Prediction = { ...prediction, status: 'LOCKED', locked_at }
    store.emit('prediction.lock', locked)
    return locked
  })
}

/** Resolves a running prediction: all points go to the predictors of the winning outcome. */
export function resolvePrediction(
  store: Store,
  prediction: Prediction,
  winning_outcome_id: string,
): Prediction {
  return store.transaction(() => {
    payOut(store, prediction.id, winning_outcome_id)
    return endPrediction(store, prediction, { status: 'RESOLVED', winning_outcome_id })
  })
}

/** Cancels a running prediction: all predictors get their points back. */
export function cancelPrediction(store: Store, prediction: Prediction): Prediction {
  return endPrediction(store, prediction, { status: 'CANCELED' })
}

/** The timers that lock predictions at the end of their window, and cancel those that are not resolved in a day. */
export function timers(store: Store): void {
  store.onTimer('prediction.lock', (id) => {
    const prediction = findPredictionById(store, id)
    if (prediction?.status === 'ACTIVE') lockPrediction(store, prediction)
  })
  store.onTimer('prediction.expire', (id) => {
    const prediction = findPredictionById(store, id)
    if (prediction?.status === 'LOCKED') cancelPrediction(store, prediction)
  })
}

/** New outcomes: two are blue and pink, more are all blue. */
export function newOutcomes(store: Store, titles: readonly string[]): OutcomeRow[] {
  return titles.map((title, index) => ({
    id: store.id(),
    title,
    color: titles.length === 2 && index === 1 ? 'PINK' : 'BLUE',
  }))
}

function endPrediction(
  store: Store,
  { broadcaster_id, id }: Prediction,
  result: Pick<Prediction, 'status'> & Partial<Pick<Prediction, 'winning_outcome_id'>>,
): Prediction {
  return store.transaction(() => {
    store.update('predictions', { ...result, ended_at: store.now().toISOString() }, { id })
    store.cancel('prediction.lock', id)
    store.cancel('prediction.expire', id)
    const ended = findPrediction(store, broadcaster_id, id)!
    store.emit('prediction.end', ended)
    return ended
  })
}

const lockOf = (prediction: PredictionRow) =>
  shifted(new Date(prediction.created_at), prediction.prediction_window * Milliseconds.second)
