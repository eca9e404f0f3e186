import { timingSafeEqual } from 'node:crypto'

/** Compares a secret that is given with the right one, in a time that tells nothing about where they differ. */
export function isSameSecret(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}
