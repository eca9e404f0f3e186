import { describe, expect, test } from 'bun:test'
import { KeepAlive } from '../../../../src/mock/eventsub/websocket/keep-alive.ts'
import { HandScheduler } from '../../../support/scheduler.ts'

const SECOND = 1000

function connection() {
  let time = 0
  const scheduler = new HandScheduler(() => time)
  const seen = { pings: 0, lost: 0 }
  const keepAlive = new KeepAlive({
    scheduler,
    network: scheduler,
    window: 60 * SECOND,
    keepAlive() {},
    ping: () => seen.pings++,
    onLost: () => seen.lost++,
  })
  const advance = (seconds: number) => {
    time += seconds * SECOND
    scheduler.run()
  }
  return { keepAlive, seen, advance }
}

describe('a ping without an answer', () => {
  test.each([10, 11])('ends the connection at the next one, which comes after %i seconds', (seconds) => {
    const { seen, advance } = connection()
    advance(10)
    advance(seconds)
    expect(seen).toEqual({ pings: 1, lost: 1 })
  })

  test('is forgiven when the server itself stood still, and asked again', () => {
    const { keepAlive, seen, advance } = connection()
    advance(10)
    advance(25)
    expect(seen).toEqual({ pings: 2, lost: 0 })
    keepAlive.ponged()
    advance(10)
    expect(seen).toEqual({ pings: 3, lost: 0 })
    advance(10)
    expect(seen.lost).toBe(1)
  })
})
