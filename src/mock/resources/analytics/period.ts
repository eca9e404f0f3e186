import { Milliseconds, shifted } from '../../engine/time.ts'
import { badRequest } from '../../http/errors.ts'

/** The days of a report, both included: 2021-10-22. */
export interface Period {
  first: string
  last: string
}

/** The time until the numbers of a day are available. */
const DELAY = 2 * Milliseconds.day

/**
 * The requested days, as far as numbers are available; by default all since `earliest`.
 *
 * @throws HelixError 400
 */
export function requirePeriod(
  now: Date,
  earliest: string,
  { started_at, ended_at }: { started_at?: string; ended_at?: string },
): Period {
  if ((started_at === undefined) !== (ended_at === undefined)) {
    throw badRequest(
      'The start and end dates are optional but if you specify one, you must specify the other.',
    )
  }
  const latest = dayOf(shifted(now, -DELAY))
  if (started_at === undefined || ended_at === undefined) return { first: earliest, last: latest }
  const [start, end] = [dayOf(new Date(started_at)), dayOf(new Date(ended_at))]
  if (end < start) throw badRequest('The end date must be equal to or later than the start date.')
  const last = earlier(end, latest)
  return { first: earlier(start < earliest ? earliest : start, last), last }
}

const earlier = (...days: string[]) => days.sort()[0]!

/** The day of a moment, in UTC. */
export const dayOf = (date: Date) => date.toISOString().slice(0, 10)

/** The beginning of a day, given as YYYY-MM-DD. */
export const midnight = (day: string) => `${day}T00:00:00Z`

/** Every day of a period, the first one first. */
export function* daysOf({ first, last }: Period): Generator<string> {
  const end = Date.parse(last)
  for (let day = Date.parse(first); day <= end; day += Milliseconds.day) yield dayOf(new Date(day))
}
