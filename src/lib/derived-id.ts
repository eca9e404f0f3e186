import { createHash } from 'node:crypto'

/**
 * A UUID for an object without a stored ID, derived from parts: the same parts give the same UUID. It has the form of
 * version 5 of RFC 9562.
 */
export function derivedId(...parts: readonly unknown[]): string {
  const hex = createHash('sha1').update(parts.join('\n')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
