/**
 * Measures two things in turn, after a run of each that does not count. Which is first changes each time, since a
 * processor may get warm.
 */
export async function inTurn<T>(
  one: () => Promise<T>,
  other: () => Promise<T>,
  rounds: number,
): Promise<[T, T][]> {
  await one()
  await other()
  const pairs: [T, T][] = []
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) {
      pairs.push([await one(), await other()])
      continue
    }
    const second = await other()
    pairs.push([await one(), second])
  }
  return pairs
}

/** The middle of some numbers; not a number if there are none. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}
