import type { Static } from '@sinclair/typebox'
import type { FiredTimer, Store } from '../engine/store.ts'
import { closedBody } from '../http/closed-body.ts'
import { badRequest } from '../http/errors.ts'
import { t } from '../http/schema.ts'
import { millisecondsOf } from './duration.ts'
import type { Exclusively } from './mutex.ts'
import { type ControlOperation, operation } from './operation.ts'

const clockBody = closedBody({
  advance: t.Optional(t.String({ description: 'How far the clock moves on: 5m, 1h30m, 250ms' })),
  now: t.Optional(t.String({ description: 'The time that it is to be, in RFC 3339; it may be in the past' })),
  freeze: t.Optional(t.Boolean({ description: 'Whether the clock stands still from now on' })),
  settle: t.Optional(t.Boolean({ description: 'Answer only when EventSub has delivered what came of it' })),
})

type Change = Static<(typeof clockBody)['schema']>

/** The options of the clock's operations. */
export interface ClockOptions {
  /** Resolves when EventSub has delivered all messages so far. */
  settled: () => Promise<void>
  exclusively: Exclusively
  onFault: (error: unknown) => void
}

/** The number of due moments that are processed before other work gets its turn. */
const STEPS_AT_ONCE = 50

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i

/** The last day that RFC 3339 can express. */
const LAST_MOMENT = Date.UTC(9999, 11, 31)

/** The state of a store's clock, as the API answers it. */
function clockState(store: Store) {
  return {
    now: store.now().toISOString(),
    frozen: store.clockControl.isFrozen,
    offset_ms: store.clockControl.offset,
    next_timer_at: store.nextDue()?.toISOString() ?? null,
  }
}

/** The operations on a store's clock under /units. Changes of the clock run one after another. */
export function clockOperations(store: Store, options: ClockOptions): ControlOperation[] {
  return [
    operation({
      method: 'GET',
      path: '/clock',
      summary: 'Where the clock stands',
      run: () => clockState(store),
    }),
    operation({
      method: 'POST',
      path: '/clock',
      summary: 'Move, freeze or thaw the clock',
      description: 'What becomes due on the way happens in order, each at its own moment, before the answer.',
      body: clockBody,
      run({ body }) {
        refuseContradictions(body)
        return options.exclusively(() => changeClock(store, body, options))
      },
    }),
  ]
}

async function changeClock(store: Store, change: Change, options: ClockOptions) {
  const { freeze, settle = false } = change
  const end = targetOf(store, change)
  if (settle) await options.settled()
  if (freeze) store.clockControl.freeze()
  const fired = end ? await moveTo(store, end, settle, options) : []
  if (freeze === false) store.clockControl.thaw()
  if (settle) await options.settled()
  return { ...clockState(store), fired }
}

/** Advances the clock to a moment, firing each due timer at its own; setting the clock back fires nothing. */
async function moveTo(store: Store, end: Date, settle: boolean, { settled, onFault }: ClockOptions) {
  const fired: FiredTimer[] = []
  for (let steps = 1; store.now() < end; steps++) {
    fired.push(...store.clockControl.step(end, onFault))
    if (settle) await settled()
    else if (steps % STEPS_AT_ONCE === 0) await store.endOfTurn()
  }
  const isBack = fired.length === 0 && end < store.now()
  store.clockControl.set(isBack ? end : new Date(Math.max(end.getTime(), store.now().getTime())))
  return fired
}

/** @throws HelixError 400 for an invalid duration or moment, for a negative duration, and beyond the year 9999 */
function targetOf(store: Store, { advance, now }: Change): Date | undefined {
  const target = advance === undefined ? momentOf(now) : store.now().getTime() + durationOf(advance)
  if (target === undefined) return undefined
  if (target > LAST_MOMENT) throw badRequest('The clock cannot go beyond the year 9999.')
  return new Date(target)
}

function durationOf(advance: string): number {
  if (advance.startsWith('-')) {
    throw badRequest(
      'The clock advances only forward: to set it back, give the time that it is to be as "now".',
    )
  }
  const milliseconds = millisecondsOf(advance)
  if (milliseconds === undefined)
    throw badRequest(`"${advance}" is no duration: give one such as 5m or 1h30m.`)
  return milliseconds
}

function momentOf(now: string | undefined): number | undefined {
  if (now === undefined) return undefined
  const moment = MOMENT.test(now) ? Date.parse(now) : Number.NaN
  if (!Number.isNaN(moment)) return moment
  throw badRequest(`"${now}" is no time in RFC 3339: give one such as 2026-01-31T12:00:00Z.`)
}

function refuseContradictions({ advance, now, freeze }: Change): void {
  if (advance !== undefined && now !== undefined) throw badRequest('Give either "advance" or "now".')
  if (advance === undefined && now === undefined && freeze === undefined) {
    throw badRequest('Give "advance", "now" or "freeze".')
  }
}
