import { type Scheduler, systemScheduler } from '../engine/scheduler.ts'
import type { Store } from '../engine/store.ts'
import { Milliseconds } from '../engine/time.ts'

/** How often the table is checked for timers of other processes. */
const LOOK_AGAIN_MS = 2 * Milliseconds.second

/** Fires due timers while no request comes. */
export interface TimerLoop {
  /** Reads the next due time again, after a timer may have been set or moved. */
  reset(): void
  stop(): void
}

/** Fires each timer when it is due, also while no request arrives. */
export function startTimerLoop(
  store: Store,
  onFault: (error: unknown) => void,
  scheduler: Scheduler = systemScheduler,
): TimerLoop {
  let due = Number.POSITIVE_INFINITY
  let cancel = () => {}
  let isStopped = false

  const ring = () => {
    due = Number.POSITIVE_INFINITY
    guarded(() => store.checkFile())
    const fired = guarded(() => (store.isDue() ? store.write(fire) : undefined))
    if (fired instanceof Promise) void fired.catch(onFault).then(look)
    else look()
  }
  const fire = () => {
    if (!isStopped) store.runDue(onFault)
  }
  const look = () => {
    if (!isStopped) setFor(guarded(() => store.nextDue())?.getTime() ?? Number.POSITIVE_INFINITY)
  }
  const setFor = (next: number) => {
    const now = scheduler.now()
    const wait = Math.min(Math.max(next - store.now().getTime(), 1), LOOK_AGAIN_MS)
    if (now + wait >= due) return
    cancel()
    due = now + wait
    cancel = scheduler.after(wait, ring)
  }
  const guarded = <T>(work: () => T): T | undefined => {
    try {
      return work()
    } catch (error) {
      onFault(error)
    }
  }

  look()
  const stop = () => {
    isStopped = true
    cancel()
  }
  return { reset: () => setFor(store.earliestDue), stop }
}
