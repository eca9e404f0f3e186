/** A client that sends more than this without a line break is not speaking IRC; tags may take 8 KiB. */
const MAXIMUM_LINE_BYTES = 16 * 1024

/** What a message may hold besides its tags, its line break included. Source: RFC 1459, section 2.3 */
const MAXIMUM_CONTENT_BYTES = 512

/** Cuts a stream of bytes into lines, wherever its packets end. */
export class LineBuffer {
  #rest = ''
  readonly #decoder = new TextDecoder()

  /**
   * The lines that have become complete, without their line breaks and without empty ones.
   *
   * @returns undefined if the client sends no lines at all
   */
  push(chunk: string | Uint8Array): string[] | undefined {
    const text = typeof chunk === 'string' ? chunk : this.#decoder.decode(chunk, { stream: true })
    const lines = (this.#rest + text).split(/\r?\n|\r(?!$)/)
    this.#rest = lines.pop()!
    if (this.#rest.length > MAXIMUM_LINE_BYTES) return undefined
    return lines.map(cut).filter((line) => line !== '')
  }
}

/** The line with no more content than IRC allows; a character is never split. */
function cut(line: string): string {
  const start = line.startsWith('@') ? line.indexOf(' ') + 1 : 0
  const content = line.slice(start)
  const maximum = MAXIMUM_CONTENT_BYTES - 2
  if (Buffer.byteLength(content) <= maximum) return line
  const bytes = Buffer.from(content).subarray(0, maximum)
  return line.slice(0, start) + bytes.toString().replace(/\uFFFD+$/, '')
}
