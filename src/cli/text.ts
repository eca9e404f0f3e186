/** Wraps a text at a width; a longer word has a line of its own. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.pop()
    const longer = last === undefined ? word : `${last} ${word}`
    if (last === undefined || Bun.stringWidth(longer) <= width) lines.push(longer)
    else lines.push(last, word)
  }
  return lines
}

/** A term of a list with its description. */
export type Entry = readonly [term: string, description: string]

const INDENT = 2
const GAP = 3
/** The least width of a description beside its term; on a narrower screen it is below. */
const LEAST_WIDTH = 30
const BELOW = 8

/** Formats entries for a width, in two columns or with the descriptions below. */
export function columns(entries: readonly Entry[], width: number, paint = (term: string) => term): string[] {
  const termWidth = Math.max(0, ...entries.map(([term]) => Bun.stringWidth(term)))
  const beside = INDENT + termWidth + GAP
  const isBeside = width - beside >= LEAST_WIDTH
  const at = isBeside ? beside : BELOW
  return entries.flatMap(([term, description]) => {
    const lines = wrapped(description, width - at).map((line) => ' '.repeat(at) + line)
    const head = ' '.repeat(INDENT) + paint(term)
    if (!isBeside || lines.length === 0) return [head, ...lines]
    const [first = '', ...more] = lines
    return [head + first.slice(INDENT + Bun.stringWidth(term)), ...more]
  })
}
