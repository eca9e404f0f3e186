const WORD = String.raw`[\p{L}\p{N}_]`

/**
 * Whether a text contains a blocked term: the same words in any case, with any spaces between. An asterisk before or
 * after a word stands for any more letters there; anywhere else it is one.
 *
 * @example containsTerm('Crackers!', 'crac*') // true
 */
export const containsTerm = (text: string, term: string): boolean => findTerm(text, term) !== undefined

/** The first position of a blocked term in a text; `end` is that of the last character. */
export function findTerm(text: string, term: string): { start: number; end: number } | undefined {
  const words = term.split(/\s+/).filter((word) => /[^*]/.test(word))
  if (words.length === 0) return undefined
  const pattern = words.map(patternOf).join(String.raw`\s+`)
  const found = new RegExp(`(?<!${WORD})${pattern}(?!${WORD})`, 'iu').exec(text)
  return found ? { start: found.index, end: found.index + found[0].length - 1 } : undefined
}

function patternOf(word: string): string {
  const [, before, middle = '', after] = /^(\**)(.*?)(\**)$/.exec(word)!
  const literal = middle.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
  return `${before && `${WORD}*`}${literal}${after && `${WORD}*`}`
}
