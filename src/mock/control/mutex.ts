/** Runs work after all earlier work has ended. */
export type Exclusively = <T>(work: () => Promise<T>) => Promise<T>

/** A mutex, which runs changes of the clock and of the whole state one after another. */
export function mutex(): Exclusively {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
}
