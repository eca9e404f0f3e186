/** Lets work that would disturb other work of its kind wait for that. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** Work that changes time or the whole state, one after another. */
export function turns(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
}
