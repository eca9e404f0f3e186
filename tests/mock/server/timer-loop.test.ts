import { expect, test } from 'bun:test'
import { createPoll, findPoll } from '../../../src/mock/resources/polls/store.ts'
import { startTimerLoop } from '../../../src/mock/server/timer-loop.ts'
import { HandScheduler } from '../../support/scheduler.ts'
import { World } from '../../support/world.ts'

/** A world whose timers fire only when the alarm rings. */
function asleep() {
  let time = Date.parse('2026-01-01T12:00:00Z')
  const world = new World({ clock: () => time })
  const faults: unknown[] = []
  const scheduler = new HandScheduler(() => time)
  const looked: number[] = []
  const { store } = world
  const alarm = startTimerLoop(store, (fault) => faults.push(fault), scheduler)
  const wait = (seconds: number) => {
    const end = time + seconds * 1000
    for (let next = scheduler.next; next <= end; next = scheduler.next) {
      time = next
      looked.push(time)
      scheduler.run()
    }
    time = end
  }
  const poll = () =>
    createPoll(store, {
      broadcaster_id: '1001',
      title: 'Heads?',
      duration: 15,
      choices: [{ title: 'a' }, { title: 'b' }],
    })
  const status = (id: string) => findPoll(store, '1001', id)!.status
  return { alarm, wait, poll, status, scheduler, looked, faults, store }
}

test('a timer fires on time, without a request', () => {
  const { alarm, wait, poll, status } = asleep()
  const { id } = poll()
  alarm.reset()
  wait(14.999)
  expect(status(id)).toBe('ACTIVE')
  wait(0.001)
  expect(status(id)).toBe('COMPLETED')
})

test('a timer that another process has set fires within seconds', () => {
  const { wait, poll, status } = asleep()
  wait(1)
  const { id } = poll()
  wait(17)
  expect(status(id)).toBe('COMPLETED')
})

test('without timers a look is taken every two seconds, not more', () => {
  const { wait, looked, alarm } = asleep()
  for (let n = 0; n < 100; n++) alarm.reset()
  wait(60)
  expect(looked).toHaveLength(30)
})

test('a fault is told, and the alarm goes on', () => {
  const { wait, faults, looked, store } = asleep()
  store.nextDue = () => {
    throw new Error('broken')
  }
  wait(4)
  expect(faults).toEqual([new Error('broken'), new Error('broken')])
  expect(looked).toHaveLength(2)
})

test('a stopped alarm does not ring', () => {
  const { alarm, scheduler } = asleep()
  alarm.stop()
  expect(scheduler.size).toBe(0)
})
