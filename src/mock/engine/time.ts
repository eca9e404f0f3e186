const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Milliseconds of the usual units. */
export const Milliseconds = { second: SECOND, minute: MINUTE, hour: HOUR, day: 24 * HOUR } as const

/**
 * RFC 3339 to the second, as most of Helix writes it: 2021-07-28T18:34:18Z. Later moments are written as the last
 * second of the year 9999, where RFC 3339 ends.
 */
export function toSecond(date: Date): string {
  return date.getUTCFullYear() > 9999 ? '9999-12-31T23:59:59Z' : `${date.toISOString().slice(0, 19)}Z`
}

/** RFC 3339 to the nanosecond, as EventSub writes it: 2021-07-28T18:34:18.123000000Z. */
export function toNanosecond(date: Date): string {
  return date.toISOString().replace('Z', '000000Z')
}

/** The moment a number of milliseconds after another; before it, if the number is negative. */
export function shifted(date: Date, milliseconds: number): Date {
  return new Date(date.getTime() + milliseconds)
}
