import { Milliseconds, toSecond } from '../../../engine/time.ts'

const WEEK = 7 * Milliseconds.day

/** The last moment of a series: times are compared as text, whose order ends with the year 9999. */
const LAST = Date.parse('9999-12-31T23:59:59Z')

/** The time of a broadcast, or of a series with a broadcast every week at the same local time. */
export interface Plan {
  /** The start, or the first start of a series; RFC 3339 to the second, in UTC. */
  start_time: string
  timezone: string
  /** Minutes. */
  duration: number
  is_recurring: boolean
}

/** A week of the ISO calendar, in the plan's time zone: a series has one broadcast in each. */
export interface Week {
  year: number
  week: number
}

/** A moment at which a recurring segment begins. */
export interface Occurrence extends Week {
  start_time: string
  end_time: string
}

/** The first start in the plan's time zone. */
export function zonedStart({
  start_time,
  timezone,
}: Pick<Plan, 'start_time' | 'timezone'>): Temporal.ZonedDateTime {
  return Temporal.Instant.from(start_time).toZonedDateTimeISO(timezone)
}

/** The occurrences from a moment on, in order; a series ends only with the year 9999. */
export function* occurrencesFrom(plan: Plan, from: string): Generator<Occurrence> {
  const start = zonedStart(plan)
  const behind = Date.parse(from) - start.epochMilliseconds
  // One week earlier, since daylight-saving time makes some weeks an hour longer.
  for (let n = Math.max(0, Math.floor(behind / WEEK) - 1); n === 0 || plan.is_recurring; n++) {
    const time = start.add({ weeks: n })
    if (time.epochMilliseconds > LAST) return
    const occurrence = occurrenceAt(plan, time)
    if (occurrence.start_time >= from) yield occurrence
  }
}

/** The occurrences that begin within a time. */
export function occurrencesBetween(plan: Plan, from: string, until: string): Occurrence[] {
  const found: Occurrence[] = []
  for (const occurrence of occurrencesFrom(plan, from)) {
    if (occurrence.start_time >= until) break
    found.push(occurrence)
  }
  return found
}

/** The plan's occurrence in a week, if any. */
export function occurrenceIn(plan: Plan, week: Week): Occurrence | undefined {
  const start = zonedStart(plan)
  const { weeks } = start.toPlainDate().until(inWeek(start, week), { largestUnit: 'week' })
  if (weeks < 0 || (weeks > 0 && !plan.is_recurring)) return undefined
  const occurrence = occurrenceAt(plan, start.add({ weeks }))
  return occurrence.year === week.year && occurrence.week === week.week ? occurrence : undefined
}

/** The date in another week with the same day of the week. */
export function inWeek({ dayOfWeek }: Temporal.ZonedDateTime, { year, week }: Week): Temporal.PlainDate {
  // The fourth of January is always in week 1.
  const inFirstWeek = Temporal.PlainDate.from({ year, month: 1, day: 4 })
  return inFirstWeek.add({ weeks: week - 1 }).add({ days: dayOfWeek - inFirstWeek.dayOfWeek })
}

function occurrenceAt({ duration }: Plan, start: Temporal.ZonedDateTime): Occurrence {
  return {
    start_time: start.toInstant().toString(),
    end_time: toSecond(new Date(start.epochMilliseconds + duration * Milliseconds.minute)),
    year: start.yearOfWeek!,
    week: start.weekOfYear!,
  }
}
