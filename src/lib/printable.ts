/** C0 and C1 control characters, DEL, and marks of bidirectional text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/**
 * Escapes the control characters of terminals, as `\x1b` or `\u202e`. It is for every text from the network, such as
 * paths of requests and answers of servers.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escaped)
}

/** Escapes a text of several lines, such as a stack, and keeps its line breaks. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n')
}

function escaped(character: string): string {
  const code = character.charCodeAt(0)
  const digits = code.toString(16)
  return code < 0x100 ? `\\x${digits.padStart(2, '0')}` : `\\u${digits.padStart(4, '0')}`
}
