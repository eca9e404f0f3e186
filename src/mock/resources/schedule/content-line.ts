const MAXIMUM_OCTETS = 75

/** A value of type TEXT. Source: https://www.rfc-editor.org/rfc/rfc5545#section-3.3.11 */
export function text(value: string): string {
  return value.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n')
}

/** A line, folded where it has more than 75 octets. Source: https://www.rfc-editor.org/rfc/rfc5545#section-3.1 */
export function contentLine(line: string): string {
  let folded = ''
  let octets = 0
  for (const character of line) {
    const length = Buffer.byteLength(character)
    if (octets + length > MAXIMUM_OCTETS) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += length
  }
  return `${folded}\r\n`
}
