/** The longest line; a client that sends more without a line break is disconnected. Tags may take 8 KiB. */
const MAXIMUM_LINE_BYTES = 16 * 1024

/** The longest message without its tags, with its line break. Source: RFC 1459, section 2.3 */
const MAXIMUM_CONTENT_BYTES = 512

/** Cuts a stream of bytes into lines, wherever its packets end. */
export class LineBuffer {
  #rest = ''
  readonly #decoder = new TextDecoder()

  /**
   * Adds bytes, and returns the lines that they complete, without line breaks and empty lines.
   *
   * @returns undefined if a line is too long
   */
  push(chunk: string | Uint8Array): string[] | undefined {
    const text = typeof chunk === 'string' ? chunk : this.#decoder.decode(chunk, { stream: true })
    const lines = (this.#rest + text).split(/\r?\n|\r(?!$)/)
    this.#rest = lines.pop()!
    if (this.#rest.length > MAXIMUM_LINE_BYTES) return undefined
    return lines.map(cut).filter((line) => line !== '')
  }
}

/** Cuts the content of a line to the length that IRC allows, without splitting a character. */
function cut(line: string): string {
  const start = line.startsWith('@') ? line.indexOf(' ') + 1 : 0
  const content = line.slice(start)
  const maximum = MAXIMUM_CONTENT_BYTES - 2
  if (Buffer.byteLength(content) <= maximum) return line
  const bytes = Buffer.from(content).subarray(0, maximum)
  return line.slice(0, start) + bytes.toString().replace(/\uFFFD+$/, '')
}
