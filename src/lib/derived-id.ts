import { createHash } from 'node:crypto'

/** A UUID for what the state has none for: the same for the same occurrence. RFC 9562 version 5 in shape. */
export function derivedId(...parts: readonly unknown[]): string {
  const hex = createHash('sha1').update(parts.join('\n')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
