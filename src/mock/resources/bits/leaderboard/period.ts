import { Milliseconds, shifted } from '../../../engine/time.ts'

/** The periods of leaderboards. */
export const periods = ['day', 'week', 'month', 'year', 'all'] as const

/** The period of a leaderboard. */
export type Period = (typeof periods)[number]

/** The offset of PST, used all year, as the documentation does. */
const UTC_OFFSET = -8 * Milliseconds.hour

/**
 * The day, week, month or year in which a moment lies: from the first midnight of PST to the next one's.
 * Source: https://dev.twitch.tv/docs/api/reference/#get-bits-leaderboard
 */
export function windowOf(period: Exclude<Period, 'all'>, moment: Date): { start: Date; end: Date } {
  const local = shifted(moment, UTC_OFFSET)
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()]
  const midnight = (year: number, month: number, day: number) =>
    shifted(new Date(Date.UTC(year, month, day)), -UTC_OFFSET)
  switch (period) {
    case 'day':
      return { start: midnight(year, month, day), end: midnight(year, month, day + 1) }
    case 'week': {
      const monday = day - ((local.getUTCDay() + 6) % 7)
      return { start: midnight(year, month, monday), end: midnight(year, month, monday + 7) }
    }
    case 'month':
      return { start: midnight(year, month, 1), end: midnight(year, month + 1, 1) }
    case 'year':
      return { start: midnight(year, 0, 1), end: midnight(year + 1, 0, 1) }
  }
}
