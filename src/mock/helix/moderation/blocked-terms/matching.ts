const WORD = String.raw`[\p{L}\p{N}_]`

/**
 * Whether a text contains a blocked term: the same words in any case, with any spaces between. An asterisk before or
 * after a word stands for any more letters there; anywhere else it is one.
 *
 * @example containsTerm('Crackers!', 'crac*') // true
 */
export function containsTerm(text: string, term: string): boolean {
  const words = term.split(/\s+/).filter((word) => /[^*]/.test(word))
  if (words.length === 0) return false
  const pattern = words.map(patternOf).join(String.raw`\s+`)
  return new RegExp(`(?<!${WORD})${pattern}(?!${WORD})`, 'iu').test(text)
}

function patternOf(word: string): string {
  const [, before, middle = '', after] = /^(\**)(.*?)(\**)$/.exec(word)!
  const literal = middle.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
  return `${before && `${WORD}*`}${literal}${after && `${WORD}*`}`
}
