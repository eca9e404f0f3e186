import { distance } from 'fastest-levenshtein'

/**
 * The text `did you mean "X"?` with the known words that are similar in letters or parts; undefined without any.
 */
export function suggestion(word: string, known: readonly string[]): string | undefined {
  const near = nearest(word, known)
  if (near.length === 0) return undefined
  const [last, ...others] = near.map((name) => `"${name}"`).reverse()
  return `did you mean ${others.length > 0 ? `${others.reverse().join(', ')} or ${last}` : last}?`
}

/** The most names of a suggestion; more would not help. */
const MAXIMUM_NAMES = 3

/** The known words that are similar in letters or parts; mostly one or none. */
export function nearest(word: string, known: readonly string[]): string[] {
  const bare = bareWord(word)
  const byLetters = lowest(known, (name) => {
    const apart = distance(bare, bareWord(name))
    return apart <= typosIn(bare) ? apart : undefined
  })
  if (byLetters.length > 0) return byLetters.slice(0, 1)
  const parts = partsOf(bare)
  const byParts = lowest(known, (name) => {
    const others = partsOf(bareWord(name))
    const isMeant = parts.length > 0 && parts.every((part) => others.some((other) => isSame(part, other)))
    return isMeant ? others.length - parts.length : undefined
  })
  return byParts.length <= MAXIMUM_NAMES ? byParts : []
}

/** The names with the lowest score, among those that have a score. */
function lowest(names: readonly string[], score: (name: string) => number | undefined): string[] {
  const scored = names.flatMap((name) => {
    const value = score(name)
    return value === undefined ? [] : [{ name, value }]
  })
  const least = Math.min(...scored.map(({ value }) => value))
  return scored.filter(({ value }) => value === least).map(({ name }) => name)
}

const bareWord = (word: string) => word.replace(/^-+/, '').toLowerCase()
const partsOf = (word: string) => word.split(/[^a-z0-9]+/).filter(Boolean)

/** The number of letters of a word that may be wrong, missing or surplus; two swapped letters count as two. */
const typosIn = ({ length }: string) => (length < 3 ? 0 : length < 5 ? 1 : length < 9 ? 2 : 3)

/** Whether one part begins with the other ("config", "configure"), or has the same stem ("follower", "follow"). */
function isSame(part: string, other: string): boolean {
  if (part === other) return true
  const [shorter, longer] = part.length < other.length ? [part, other] : [other, part]
  return shorter.length >= 4 && (longer.startsWith(shorter) || distance(part, other) <= 1)
}
