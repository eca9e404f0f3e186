import { type Scheduler, systemScheduler } from './eventsub/scheduler.ts'
import type { Store } from './store/store.ts'
import { Milliseconds } from './store/time.ts'

/** How often a look is taken at what another process may have set. */
const LOOK_AGAIN_MS = 2 * Milliseconds.second

export interface Alarm {
  /** A timer may have been set or moved. */
  reset(): void
  stop(): void
}

/** Lets happen what is due when it is due, also while nobody asks for anything. */
export function setAlarm(
  store: Store,
  onFault: (error: unknown) => void,
  scheduler: Scheduler = systemScheduler,
): Alarm {
  let due = Number.POSITIVE_INFINITY
  let cancel = () => {}

  const ring = () => {
    due = Number.POSITIVE_INFINITY
    guarded(() => store.runDue(onFault))
    set(LOOK_AGAIN_MS)
  }
  const set = (latest: number) => {
    const now = scheduler.now()
    const next = guarded(() => store.nextDue())
    const wait = next ? Math.min(Math.max(next.getTime() - store.now().getTime(), 1), latest) : latest
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

  set(LOOK_AGAIN_MS)
  return { reset: () => set(LOOK_AGAIN_MS), stop: () => cancel() }
}
