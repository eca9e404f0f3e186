import { computed, signal } from '@preact/signals'
import { get } from './api.ts'
import { listen } from './live.ts'

/** The mock's clock, as GET /units/clock answers it. */
export interface Clock {
  now: string
  frozen: boolean
  offset_ms: number
  next_timer_at: string | null
}

/** The state of the clock at the last request. */
export const clock = signal<Clock | undefined>(undefined)

const askedAt = signal(0)
const tick = signal(0)

/** The mock's present time, in milliseconds since 1970, computed from the last state. */
export const now = computed<number | undefined>(() => {
  if (!clock.value) return undefined
  return Date.parse(clock.value.now) + (clock.value.frozen ? 0 : tick.value - askedAt.value)
})

const TICK_MS = 1000

/** Fetches the clock now, and whenever it may have been moved. */
export function followClock(): void {
  const ask = () =>
    get<Clock>('/units/clock').then(
      (answer) => {
        askedAt.value = tick.value = performance.now()
        clock.value = answer
      },
      () => {},
    )
  void ask()
  listen('control', () => void ask())
  listen('reconnected', () => void ask())
  setInterval(() => {
    tick.value = performance.now()
  }, TICK_MS)
}
