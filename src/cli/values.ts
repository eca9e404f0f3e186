import { CliError } from './errors.ts'

/** A TCP port: a whole number from 0 to 65535, where 0 lets the system choose a free one. */
export function portValue(text: string, flag: string): number {
  return wholeNumber(text, flag, 0, 65_535)
}

/**
 * A whole number within bounds.
 *
 * @throws CliError
 */
export function wholeNumber(text: string, flag: string, minimum: number, maximum: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (value >= minimum && value <= maximum) return value
  throw new CliError(
    `invalid value "${text}" for ${flag}`,
    `give a whole number from ${minimum} to ${maximum}`,
  )
}

/**
 * A moment in RFC 3339, such as 2026-01-31T12:00:00Z.
 *
 * @throws CliError
 */
export function momentValue(text: string, flag: string): Date {
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(text)
    ? new Date(text)
    : undefined
  if (moment && !Number.isNaN(moment.getTime())) return moment
  throw new CliError(
    `invalid value "${text}" for ${flag}`,
    'give a time in RFC 3339, such as 2026-01-31T12:00:00Z',
  )
}
