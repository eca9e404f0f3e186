import { requireUser } from '../../access/requirements.ts'
import { toSecond } from '../../engine/time.ts'
import { badRequest, notFound } from '../../http/errors.ts'
import { numericId } from '../../http/ids.ts'
import { paged, pageQuery } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { body, query, response } from '../../http/validation.ts'
import type { Resource } from '../resource.ts'
import { findBroadcast, listBroadcasts, listBroadcastsById, nextBroadcast } from './broadcasts/store.ts'
import { icalendar } from './icalendar.ts'
import { Minutes, Schedule, SegmentTitle, StartTime, timezone, type Vacation } from './schema.ts'
import { seedSchedule } from './seed.ts'
import { decodeSegmentId, type SegmentId } from './segment-id.ts'
import { deleteSegment, hasSchedule, listSegments, tables, updateVacation } from './store.ts'
import { units } from './unit.ts'
import { planSegment, planVacation, requireSchedule, updateBroadcast } from './updates.ts'
import { scheduleOf } from './wire.ts'

const manage = { token: 'user', scopes: ['channel:manage:schedule'], userParam: 'broadcaster_id' } as const

const invalidBroadcaster = 'The ID in the broadcaster_id query parameter is not valid.'
const invalidId = 'The ID in the id query parameter is not valid.'

const vacationTime = (name: string) =>
  t.Optional(t.Timestamp({ error: `The format of the string in ${name} is not valid.` }))

const oneSegment = response(t.Object({ data: Schedule }))
const page = t.Object({ cursor: t.Optional(t.String()) })

const contents = { category_id: t.Optional(t.String()), title: t.Optional(SegmentTitle) }

/** https://dev.twitch.tv/docs/api/reference/#get-channel-stream-schedule */
export const schedule: Resource = {
  tables,
  seed: { relations: seedSchedule },
  units,
  routes: (store, helix) =>
    helix('Schedule')
      .get(
        '/schedule',
        ({ query: { broadcaster_id, id, start_time, ...request } }) => {
          const ids = id?.map(decoded)
          if (!hasSchedule(store, broadcaster_id)) {
            throw notFound('The broadcaster has not created a streaming schedule.')
          }
          const from = toSecond(start_time ? new Date(start_time) : store.now())
          const { data, pagination } = paged(
            ids
              ? listBroadcastsById(store, broadcaster_id, ids, request)
              : listBroadcasts(store, broadcaster_id, from, request),
          )
          return { data: { ...scheduleOf(store, broadcaster_id, data), pagination }, pagination }
        },
        {
          auth: { token: 'any' },
          query: query({
            broadcaster_id: numericId(invalidBroadcaster),
            id: t.Optional(t.Array(t.String(), { maxItems: 100 })),
            start_time: t.Optional(StartTime('query parameter')),
            utc_offset: t.Optional(t.String({ description: 'Not supported' })),
            ...pageQuery(20, 25),
          }),
          // The documentation has the cursor within data, but its example and client libraries have it beside data.
          response: response(
            t.Object({ data: t.Object({ ...Schedule.properties, pagination: page }), pagination: page }),
          ),
          detail: { summary: 'Get Channel Stream Schedule' },
        },
      )
      .get(
        '/schedule/icalendar',
        ({ query: { broadcaster_id }, set }) => {
          const { display_name } = requireUser(store, broadcaster_id, () => badRequest(invalidBroadcaster))
          set.headers['content-type'] = 'text/calendar; charset=utf-8'
          return icalendar(display_name, listSegments(store, broadcaster_id), store.now())
        },
        {
          query: query({ broadcaster_id: t.String() }),
          detail: { summary: 'Get Channel iCalendar' },
        },
      )
      .patch(
        '/schedule/settings',
        ({ query: { broadcaster_id, is_vacation_enabled, ...wanted } }) => {
          requireSchedule(store, broadcaster_id)
          if (is_vacation_enabled) planVacation(store, broadcaster_id, ...vacationOf(wanted))
          else if (is_vacation_enabled === false) updateVacation(store, broadcaster_id, null)
        },
        {
          auth: manage,
          query: query({
            broadcaster_id: t.String(),
            is_vacation_enabled: t.Optional(t.Boolean()),
            vacation_start_time: vacationTime('vacation_start_time'),
            vacation_end_time: vacationTime('vacation_end_time'),
            timezone: t.Optional(timezone),
          }),
          detail: { summary: 'Update Channel Stream Schedule' },
        },
      )
      .post(
        '/schedule/segment',
        ({ query: { broadcaster_id }, body: wanted }) => {
          const segment = planSegment(store, { ...wanted, broadcaster_id })
          return { data: scheduleOf(store, broadcaster_id, [nextBroadcast(store, segment)]) }
        },
        {
          auth: manage,
          query: query({ broadcaster_id: t.String() }),
          body: body({
            start_time: StartTime('field'),
            timezone,
            duration: Minutes,
            is_recurring: t.Optional(t.Boolean()),
            ...contents,
          }),
          response: oneSegment,
          detail: { summary: 'Create Channel Stream Schedule Segment' },
        },
      )
      .patch(
        '/schedule/segment',
        ({ query: { broadcaster_id, id }, body: changes }) => {
          const broadcast = findBroadcast(store, broadcaster_id, decoded(id))
          if (!broadcast) throw notFound('The specified broadcast segment was not found.')
          return { data: scheduleOf(store, broadcaster_id, [updateBroadcast(store, broadcast, changes)]) }
        },
        {
          auth: manage,
          query: query({ broadcaster_id: t.String(), id: t.String() }),
          body: body({
            start_time: t.Optional(StartTime('field')),
            duration: t.Optional(Minutes),
            is_canceled: t.Optional(t.Boolean()),
            timezone: t.Optional(timezone),
            ...contents,
          }),
          response: oneSegment,
          detail: { summary: 'Update Channel Stream Schedule Segment' },
        },
      )
      .delete(
        '/schedule/segment',
        ({ query: { broadcaster_id, id } }) => {
          const broadcast = findBroadcast(store, broadcaster_id, decoded(id))
          if (!broadcast) throw badRequest(invalidId)
          deleteSegment(store, broadcast.segment)
        },
        {
          auth: manage,
          query: query({ broadcaster_id: t.String(), id: t.String() }),
          detail: { summary: 'Delete Channel Stream Schedule Segment' },
        },
      ),
}

interface VacationRequest {
  vacation_start_time?: string
  vacation_end_time?: string
  timezone?: string
}

function vacationOf(wanted: VacationRequest): [vacation: Vacation, timezone: string] {
  const { vacation_start_time: start_time, vacation_end_time: end_time, timezone } = wanted
  if (!start_time) throw badRequest('Missing required parameter "vacation_start_time"')
  if (!end_time) throw badRequest('Missing required parameter "vacation_end_time"')
  if (!timezone) throw badRequest('Missing required parameter "timezone"')
  return [{ start_time, end_time }, timezone]
}

function decoded(id: string): SegmentId {
  const segmentId = decodeSegmentId(id)
  if (!segmentId) throw badRequest(invalidId)
  return segmentId
}
