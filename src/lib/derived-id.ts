import { createHash } from 'node:crypto'

/**
 * The UUID of something that the state keeps no ID for: the same parts give the same one. Version 5 of RFC 9562 in
 * shape.
 */
export function derivedId(...parts: readonly unknown[]): string {
  const hex = createHash('sha1').update(parts.join('\n')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
