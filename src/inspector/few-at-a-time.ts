/** As many as do not keep the browser from what else it has to do. */
const AT_A_TIME = 4

/**
 * Does work for keys, a few at a time, in the order in which they are wanted; a key that waits already is not wanted
 * twice.
 *
 * @param work undefined where there is nothing to do any more
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
    /** Wants nothing any more. */
    clear: () => waiting.clear(),
  }
}
