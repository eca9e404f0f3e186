import { contentLine, text } from './content-line.ts'
import { inWeek, zonedStart } from './recurrence/rule.ts'
import type { StoredSegment } from './store.ts'

const YEARS_AHEAD = 5

/**
 * A schedule as an iCalendar: a single broadcast is an event, a series a recurring one, without canceled broadcasts.
 * Source: https://www.rfc-editor.org/rfc/rfc5545, https://dev.twitch.tv/docs/api/reference/#get-channel-icalendar
 */
export function icalendar(name: string, segments: readonly StoredSegment[], now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'PRODID:-//twitch.tv//StreamSchedule//1.0',
    'VERSION:2.0',
    'CALSCALE:GREGORIAN',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    `NAME:${text(name)}`,
    ...zonesOf(segments).flatMap(({ timezone, since }) => timeZone(timezone, since, now)),
    ...segments.flatMap(event),
    'END:VCALENDAR',
  ]
  return lines.map(contentLine).join('')
}

function event(segment: StoredSegment): string[] {
  const start = zonedStart(segment)
  const end = start.add({ minutes: segment.duration })
  const zone = `TZID=${segment.timezone}`
  const canceled = segment.canceled.length > 0
  const timeOfDay = dateTime(start).slice(8)
  const dates = segment.canceled.map((week) => compact(inWeek(start, week).toString()) + timeOfDay)
  return [
    'BEGIN:VEVENT',
    `UID:${segment.id}`,
    `DTSTAMP:${compact(segment.updated_at)}`,
    `DTSTART;${zone}:${dateTime(start)}`,
    `DTEND;${zone}:${dateTime(end)}`,
    ...(segment.is_recurring ? ['RRULE:FREQ=WEEKLY'] : []),
    ...(segment.is_recurring && canceled ? [`EXDATE;${zone}:${dates}`] : []),
    ...(!segment.is_recurring && canceled ? ['STATUS:CANCELLED'] : []),
    `SUMMARY:${text(segment.title)}`,
    ...categoryLines(segment.category_name),
    'END:VEVENT',
  ]
}

const categoryLines = (name: string | null) =>
  name === null ? [] : [`DESCRIPTION:${text(`${name}.`)}`, `CATEGORIES:${text(name)}`]

/** The local time zones of the events, each with the moment of its first event. */
function zonesOf(segments: readonly StoredSegment[]) {
  const zones = new Map<string, string>()
  for (const { timezone, start_time } of segments) {
    const known = zones.get(timezone)
    if (known === undefined || start_time < known) zones.set(timezone, start_time)
  }
  return [...zones].map(([timezone, start_time]) => ({ timezone, since: start_time }))
}

/** The VTIMEZONE of a zone: its changes of offset from the first event until some years from now. */
function timeZone(timezone: string, since: string, now: Date): string[] {
  const start = zonedStart({ start_time: since, timezone })
  const until = zonedStart({ start_time: now.toISOString(), timezone }).add({
    years: YEARS_AHEAD,
  }).epochMilliseconds
  const changes: Temporal.ZonedDateTime[] = []
  let change = start.getTimeZoneTransition('previous')
  while (change && change.epochMilliseconds < until) {
    changes.push(change)
    change = change.getTimeZoneTransition('next')
  }
  const observances = changes.length > 0 ? changes.flatMap(observance) : always(start.offset)
  return ['BEGIN:VTIMEZONE', `TZID:${timezone}`, ...observances, 'END:VTIMEZONE']
}

function observance(change: Temporal.ZonedDateTime): string[] {
  const before = change.subtract({ seconds: 1 })
  const kind = change.offsetNanoseconds > before.offsetNanoseconds ? 'DAYLIGHT' : 'STANDARD'
  // RFC 5545: the onset is written in the local time that was in effect before it.
  // That may be a local mean time, off by seconds, in which Temporal has no clock.
  const onset = change.toPlainDateTime().add({
    nanoseconds: before.offsetNanoseconds - change.offsetNanoseconds,
  })
  return clocks(kind, dateTime(onset), before.offset, change.offset)
}

const always = (offset: string) => clocks('STANDARD', '19700101T000000', offset, offset)

function clocks(kind: 'STANDARD' | 'DAYLIGHT', onset: string, from: string, to: string): string[] {
  return [
    `BEGIN:${kind}`,
    `DTSTART:${onset}`,
    `TZOFFSETFROM:${from.replaceAll(':', '')}`,
    `TZOFFSETTO:${to.replaceAll(':', '')}`,
    `END:${kind}`,
  ]
}

/** A date-time such as 20210701T140000, in the local time of its zone. */
const dateTime = (at: Temporal.ZonedDateTime | Temporal.PlainDateTime) => compact(at.toString().slice(0, 19))

const compact = (text: string) => text.replace(/[-:]/g, '')
