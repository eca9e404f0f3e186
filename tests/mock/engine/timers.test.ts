import { describe, expect, test } from 'bun:test'
import { insertAdSchedule } from '../../../src/mock/resources/ads/store.ts'
import { createPoll, findPoll } from '../../../src/mock/resources/polls/store.ts'
import { removeUser } from '../../../src/mock/resources/users/store.ts'
import { World } from '../../support/world.ts'

const poll = (world: World, broadcaster_id: string) =>
  createPoll(world.store, {
    broadcaster_id,
    title: 'Heads?',
    choices: [{ title: 'Yes' }, { title: 'No' }],
    duration: 15,
  })

describe('a timer that fails', () => {
  test('is told once and forgotten, what it did is undone, and those after it fire', () => {
    const world = new World()
    const { id } = poll(world, world.broadcaster.id)
    world.store.onTimer('poll.end', (subject) => {
      world.store.update('polls', { status: 'COMPLETED' }, { id: subject })
      if (subject === id) throw new Error('broken')
    })
    const other = poll(world, world.affiliate.id)
    const faults: unknown[] = []
    expect(() => world.advance(20)).toThrow('broken')
    world.store.runDue((fault) => faults.push(fault))
    expect(faults).toEqual([])
    expect(findPoll(world.store, world.broadcaster.id, id)?.status).toBe('ACTIVE')
    expect(findPoll(world.store, world.affiliate.id, other.id)?.status).toBe('COMPLETED')
    expect(world.store.nextDue()).toBeUndefined()
  })

  test('does not keep a request from its answer', async () => {
    const world = new World()
    poll(world, world.broadcaster.id)
    world.store.onTimer('poll.end', () => {
      throw new Error('broken')
    })
    expect(() => world.advance(20)).toThrow('broken')
    expect((await world.send('GET', '/units/users')).status).toBe(200)
  })

  test('stays where the file cannot be written just now', () => {
    const world = new World()
    const { id } = poll(world, world.broadcaster.id)
    let full = true
    world.store.onTimer('poll.end', (subject) => {
      if (full) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
      world.store.update('polls', { status: 'COMPLETED' }, { id: subject })
    })
    expect(() => world.advance(20)).toThrow('full')
    full = false
    world.store.runDue()
    expect(findPoll(world.store, world.broadcaster.id, id)?.status).toBe('COMPLETED')
  })
})

test('the ads of a channel that is gone do not come', () => {
  const world = new World()
  insertAdSchedule(world.store, world.broadcaster.id, {
    next_ad_at: Date.parse('2026-01-01T12:05:00Z') / 1000,
    snooze_count: 1,
    snooze_refresh_at: Date.parse('2026-01-01T12:06:00Z') / 1000,
  })
  removeUser(world.store, world.broadcaster.id)
  world.advance(600)
  expect(world.store.nextDue()).toBeUndefined()
})
