/** C0 and C1 controls, DEL, and the marks that turn the direction of the text around them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/**
 * Escapes what a terminal would obey instead of showing it, as `\x1b` or `\u202e`. For every text that came over the
 * network: a page can have a browser ask for any path, and an answer of a server can hold anything.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escaped)
}

/** The same for a text of several lines, such as a stack. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n')
}

function escaped(character: string): string {
  const code = character.charCodeAt(0)
  const digits = code.toString(16)
  return code < 0x100 ? `\\x${digits.padStart(2, '0')}` : `\\u${digits.padStart(4, '0')}`
}
