/** A command line up to the cursor, as a shell would read it. */
export interface Line {
  /** The words before the one at the cursor, without their quotes. */
  words: string[]
  /** The word at the cursor, without its quotes; empty after a space. */
  current: string
  /** The position in `current` of a quote that is still open. */
  openQuote?: number
  /** Whether the word at the cursor has closed quotes. */
  isClosed: boolean
}

/** Splits a line at spaces outside of quotes. */
export function readLine(text: string): Line {
  const words: string[] = []
  let current: string | undefined
  let quote: string | undefined
  let openQuote: number | undefined
  let isClosed = false
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!
    if (letter === '\\' && quote !== "'" && at + 1 < text.length) current = `${current ?? ''}${text[++at]}`
    else if (letter === quote) {
      quote = openQuote = undefined
      isClosed = true
    } else if (!quote && (letter === '"' || letter === "'")) {
      current ??= ''
      quote = letter
      openQuote = current.length
    } else if (!quote && /\s/.test(letter)) {
      if (current !== undefined) words.push(current)
      current = undefined
      isClosed = false
    } else current = `${current ?? ''}${letter}`
  }
  return { words, current: current ?? '', openQuote, isClosed }
}
