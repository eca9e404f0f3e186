import { toSecond } from '../../engine/time.ts'
import { t } from '../../http/schema.ts'
import {
  broadcaster,
  chosenId,
  creates,
  fixture,
  reference,
  removes,
  requireUsers,
  type Unit,
  type Units,
  updates,
} from '../unit.ts'
import { nextBroadcast } from './broadcasts/store.ts'
import { Minutes, SegmentTitle, StartTime, timezone } from './schema.ts'
import {
  deleteSegment,
  findSegmentById,
  insertSegment,
  insertVacation,
  segmentUnits,
  updateVacation,
  vacationUnits,
} from './store.ts'
import { planSegment, planVacation, updateBroadcast } from './updates.ts'

/** The default time zone. */
const UTC = 'UTC'

const zone = t.Optional({ ...timezone, default: UTC })

const is_recurring = t.Optional(t.Boolean({ description: 'Every week at the same local time' }))

const contents = { category_id: t.Optional(reference('categories')), title: t.Optional(SegmentTitle) }

const week = t.Object({ year: t.Integer(), week: t.Integer() })

const segments: Unit = {
  description:
    'What channels plan to broadcast: once, or every week. Helix has an ID for each week of a segment.',
  rows: () => segmentUnits,
  create: creates(
    'Plan a broadcast, or a series',
    {
      ...broadcaster,
      start_time: StartTime('field'),
      duration: Minutes,
      timezone: zone,
      is_recurring,
      ...contents,
    },
    (store, { timezone = UTC, ...wanted }) => {
      requireUsers(store, wanted.broadcaster_id)
      return planSegment(store, { ...wanted, timezone }).id
    },
  ),
  update: updates(
    'Change a broadcast, or a series',
    {
      start_time: t.Optional(StartTime('field')),
      duration: t.Optional(Minutes),
      timezone: t.Optional(timezone),
      is_canceled: t.Optional(t.Boolean({ description: 'The broadcast, or the next one of a series' })),
      ...contents,
    },
    (store, id, changes) => {
      updateBroadcast(store, nextBroadcast(store, findSegmentById(store, id)!), changes)
    },
  ),
  remove: removes('Take a broadcast, or a series, off the schedule', (store, id) =>
    deleteSegment(store, findSegmentById(store, id)!),
  ),
  fixture: fixture(
    {
      ...chosenId,
      ...broadcaster,
      start_time: StartTime('field'),
      duration: Minutes,
      timezone: zone,
      is_recurring,
      ...contents,
      canceled: t.Optional(t.Array(week, { description: 'The weeks of the ISO calendar without it' })),
      updated_at: t.Optional(t.Timestamp()),
    },
    (store, { id = store.id(), start_time, updated_at, ...fields }) => {
      insertSegment(store, {
        is_recurring: false,
        category_id: null,
        title: '',
        canceled: [],
        timezone: UTC,
        ...fields,
        id,
        start_time: toSecond(new Date(start_time)),
        updated_at: updated_at ?? toSecond(store.now()),
      })
      return id
    },
  ),
}

const vacation = {
  ...broadcaster,
  start_time: t.Timestamp(),
  end_time: t.Timestamp(),
  timezone: zone,
}

const vacations: Unit = {
  description: 'Vacations of channels that have a schedule, the last of each.',
  rows: () => vacationUnits,
  id: 'broadcaster_id',
  create: creates('Go on vacation', vacation, (store, { broadcaster_id, timezone = UTC, ...times }) => {
    requireUsers(store, broadcaster_id)
    planVacation(store, broadcaster_id, times, timezone)
    return broadcaster_id
  }),
  remove: removes('End a vacation', (store, id) => updateVacation(store, id, null)),
  fixture: fixture(vacation, (store, fields) => {
    insertVacation(store, { timezone: UTC, ...fields })
    return fields.broadcaster_id
  }),
}

/** The units of schedules. */
export const units: Units = { schedule_segments: segments, schedule_vacations: vacations }
