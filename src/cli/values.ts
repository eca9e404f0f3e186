import { isIP } from 'node:net'
import { printable } from '../lib/printable.ts'
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
    `invalid value "${printable(text)}" for ${flag}`,
    `give a whole number from ${minimum} to ${maximum}`,
  )
}

/**
 * A number within bounds, with a fraction or without.
 *
 * @throws CliError
 */
export function decimal(text: string, flag: string, minimum: number, maximum: number): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (value >= minimum && value <= maximum) return value
  throw new CliError(
    `invalid value "${printable(text)}" for ${flag}`,
    `give a number from ${minimum} to ${maximum}`,
  )
}

/**
 * A value that must not be empty, as that of a variable is which a script has not set.
 *
 * @throws CliError
 */
export function given(text: string, flag: string, example: string): string {
  if (text.trim() !== '') return text
  throw new CliError(
    `invalid value "${printable(text)}" for ${flag}`,
    `give ${example}, or leave the flag out`,
  )
}

/**
 * The path of a file; that of a directory is refused.
 *
 * @throws CliError
 */
export function fileValue(text: string, flag: string): string {
  if (text.trim() !== '' && !/(^|[/\\])\.{0,2}$/.test(text)) return text
  throw new CliError(`invalid value "${printable(text)}" for ${flag}`, 'give the path of a file')
}

/**
 * The URL of a server, without a slash at its end.
 *
 * @throws CliError
 */
export function httpUrl(text: string, flag: string): string {
  const url = URL.parse(text)
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash) return text.replace(/\/+$/, '')
  throw new CliError(
    `invalid value "${printable(text)}" for ${flag}`,
    'give a URL such as http://localhost:8080',
  )
}

/**
 * An address or a name to listen on.
 *
 * @throws CliError
 */
export function hostValue(text: string, flag: string): string {
  if (isIP(text) || /^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(text)) return text
  throw new CliError(
    `invalid value "${printable(text)}" for ${flag}`,
    'give an address such as 0.0.0.0, without a port',
  )
}

/**
 * Hosts, each with a port or without.
 *
 * @throws CliError
 */
export function hostList(text: string, flag: string): string[] {
  const hosts = listed(text)
  for (const host of hosts) {
    const url = URL.parse(`https://${isIP(host) === 6 ? `[${host}]` : host}`)
    const isHost = url && /^[^/?#@\\]+$/.test(host) && url.href === `${url.origin}/`
    if (!isHost)
      throw new CliError(`invalid value "${printable(host)}" for ${flag}`, 'give hosts, such as bot.example')
  }
  return hosts
}

/** The items of a comma-separated list. */
export const listed = (text = '') => text.split(',').filter((item) => item !== '')

/** The years around which all generated moments can be written in RFC 3339. */
const YEARS = { first: 1970, last: 9000 }

/**
 * A moment in RFC 3339, such as 2026-01-31T12:00:00Z.
 *
 * @throws CliError
 */
export function momentValue(text: string, flag: string): Date {
  const [, day = '', offset] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/i.exec(text) ?? []
  const local = new Date(`${day.toUpperCase()}Z`)
  // Date would parse a day such as February 30 as March 2.
  const isReal = offset && !Number.isNaN(local.getTime()) && local.toISOString().startsWith(day.toUpperCase())
  const moment = new Date(text.toUpperCase())
  const year = moment.getUTCFullYear()
  if (isReal && year >= YEARS.first && year <= YEARS.last) return moment
  throw new CliError(
    `invalid value "${printable(text)}" for ${flag}`,
    `give a time in RFC 3339 of the years ${YEARS.first} to ${YEARS.last}, such as 2026-01-31T12:00:00Z`,
  )
}
