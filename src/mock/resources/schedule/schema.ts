import { FormatRegistry } from '@sinclair/typebox'
import { type Static, t } from '../../http/schema.ts'

FormatRegistry.Set('time-zone', isTimeZone)

/** The name of a zone in the IANA time zone database. */
export const timezone = t.String({
  format: 'time-zone',
  error: 'The value in the timezone field is not valid.',
  description: 'Of the IANA time zone database, such as Europe/Berlin',
})

/** The start of a broadcast, in a field or a query parameter. */
export const StartTime = (where: 'field' | 'query parameter') =>
  t.Timestamp({ error: `The format of the date and time in the start_time ${where} is not valid.` })

/** The title of a broadcast. */
export const SegmentTitle = t.String({ minLength: 0, maxLength: 140 })

/** Minutes; released clients send them as a number, the documentation as text. */
export const Minutes = t.Integer({ minimum: 30, maximum: 1380, mayBeText: true, description: 'Minutes' })

/**
 * A broadcast, or one of a weekly series.
 * Source: https://dev.twitch.tv/docs/api/reference/#get-channel-stream-schedule
 */
export const Segment = t.Object({
  id: t.String(),
  start_time: t.Timestamp(),
  end_time: t.Timestamp(),
  title: t.String(),
  /** Equal to end_time if the broadcast was canceled. */
  canceled_until: t.Nullable(t.Timestamp()),
  category: t.Nullable(t.Object({ id: t.String(), name: t.String() })),
  is_recurring: t.Boolean(),
})
export type Segment = Static<typeof Segment>

const Vacation = t.Object({ start_time: t.Timestamp(), end_time: t.Timestamp() })
/** The vacation of a schedule. */
export type Vacation = Static<typeof Vacation>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-channel-stream-schedule */
export const Schedule = t.Object({
  segments: t.Array(Segment),
  broadcaster_id: t.String(),
  broadcaster_name: t.String(),
  broadcaster_login: t.String(),
  vacation: t.Nullable(Vacation),
})
export type Schedule = Static<typeof Schedule>

function isTimeZone(name: string): boolean {
  // Temporal also accepts offsets, which have no daylight-saving time.
  if (/^[+-]/.test(name)) return false
  try {
    Temporal.PlainDate.from('2000-01-01').toZonedDateTime(name)
    return true
  } catch {
    return false
  }
}
