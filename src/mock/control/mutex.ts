/** Runs work once all work before it has ended. */
export type Exclusively = <T>(work: () => Promise<T>) => Promise<T>

/** A mutex for what changes the time or the whole state: one change after another. */
export function mutex(): Exclusively {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
}
