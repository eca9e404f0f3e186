/** The number of concurrent works, which leaves the browser connections for other requests. */
const AT_A_TIME = 4

/**
 * A queue that does work for keys, a few at a time, in the order of `want`; a key that is queued is not added again.
 *
 * @param work begins the work for a key; returns undefined if none is needed any more
 */
export function fewAtATime(work: (key: string) => Promise<unknown> | undefined) {
  const waiting = new Set<string>()
  let busy = 0
  const goOn = () => {
    for (const key of waiting) {
      if (busy === AT_A_TIME) return
      waiting.delete(key)
      const done = work(key)
      if (!done) continue
      busy++
      void done.finally(() => {
        busy--
        goOn()
      })
    }
  }
  return {
    want(keys: Iterable<string>): void {
      for (const key of keys) waiting.add(key)
      goOn()
    },
    /** Empties the queue. */
    clear: () => waiting.clear(),
  }
}
