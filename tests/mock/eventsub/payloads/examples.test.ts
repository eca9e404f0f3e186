import { describe, expect, test } from 'bun:test'
import type { Store } from '../../../../src/mock/engine/store.ts'
import { exampleEvent, MissingUser } from '../../../../src/mock/eventsub/payloads/core/example.ts'
import { publishFrom } from '../../../../src/mock/eventsub/payloads/core/payloads.ts'
import { exampleActions } from '../../../../src/mock/eventsub/payloads/example-actions.ts'
import { generate } from '../../../../src/mock/generation/generate.ts'
import { openMock } from '../../../../src/mock/resources/open.ts'
import { documentedEvents as documented, faultsOf } from '../../../support/event-fields.ts'
import { World } from '../../../support/world.ts'

/** Some are chosen among several kinds, by the store's randomness. */
const ATTEMPTS = 20

const generated = async (seed: number): Promise<Store> => {
  const store = openMock({ path: ':memory:', clock: () => Date.parse('2026-01-01T12:00:00Z'), seed })
  await generate(store, { count: 5 })
  return store
}

test('all 83 types and versions are documented here', () => {
  expect(documented).toHaveLength(83)
})

describe('an example of', () => {
  test.each(
    documented.map((subscription) => [`${subscription.type} ${subscription.version}`, subscription] as const),
  )('%s has the documented fields', async (_, { type, version, condition: keys, fields, isBatched }) => {
    const store = await generated(1)
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const published = exampleEvent(store, type, version)
      expect(published).toMatchObject({ type, version, at: store.now() })
      const { event, condition } = published!
      expect(keys).toEqual(expect.arrayContaining(Object.keys(condition)))
      expect(Array.isArray(event)).toBe(isBatched)
      for (const body of [event].flat()) expect(faultsOf(body, fields)).toEqual([])
    }
    store.close()
  })

  test('any type is about the users who are there', async () => {
    const store = await generated(2)
    for (const { type, version } of documented) {
      const { event } = exampleEvent(store, type, version)!
      for (const [, id] of JSON.stringify(event).matchAll(/"(?:[a-z_]*user|broadcaster)_id":"(\d+)"/g)) {
        expect(store.get('SELECT 1 FROM users WHERE id = $id', { id })).toBeDefined()
      }
    }
    store.close()
  })

  test('any type is the same with the same seed', async () => {
    const [one, other] = [await generated(3), await generated(3)]
    for (const { type, version } of documented) {
      expect(exampleEvent(one, type, version)).toEqual(exampleEvent(other, type, version))
    }
    one.close()
    other.close()
  })

  test('any type fits the condition that is asked for', () => {
    const { store } = new World()
    const wanted: Record<string, string> = {
      broadcaster_user_id: '1002',
      user_id: '1003',
      reward_id: 'reward',
      from_broadcaster_user_id: '1004',
      to_broadcaster_user_id: '1002',
      client_id: 'client',
      conduit_id: 'conduit',
      organization_id: 'organization',
      category_id: 'category',
      campaign_id: 'campaign',
      extension_client_id: 'extension',
    }
    for (const { type, version, condition: keys } of documented) {
      const wish = Object.fromEntries(keys.flatMap((key) => (wanted[key] ? [[key, wanted[key]]] : [])))
      const { condition } = exampleEvent(store, type, version, wish)!
      for (const [key, value] of Object.entries(condition))
        expect([type, key, value]).toEqual([type, key, wish[key]!])
    }
  })

  test('no type happens in the store', () => {
    const { store } = new World()
    const published: string[] = []
    publishFrom(store, ({ type }) => void published.push(type))
    for (const { type, version } of documented) exampleEvent(store, type, version)
    expect(published).toEqual([])
  })

  test('a type or version that does not exist is undefined', () => {
    const { store } = new World()
    expect(exampleEvent(store, 'channel.nothing', '1')).toBeUndefined()
    expect(exampleEvent(store, 'toString', '1')).toBeUndefined()
    expect(exampleEvent(store, 'channel.follow', '1')).toBeUndefined()
  })

  test('anything needs somebody', () => {
    const store = openMock({ path: ':memory:' })
    expect(() => exampleEvent(store, 'channel.follow', '2')).toThrow(MissingUser)
    store.close()
  })

  test('a user who is not there is refused', () => {
    const { store } = new World()
    const of9 = { broadcaster_user_id: '9' }
    expect(() => exampleEvent(store, 'channel.follow', '2', of9)).toThrow('There is no user 9.')
  })
})

describe('a kind that is asked for', () => {
  const blocksOf = (event: object) =>
    Object.entries(event).flatMap(([name, value]) =>
      value !== null && typeof value === 'object' && !Array.isArray(value) && name !== 'message'
        ? [name]
        : [],
    )
  const notice = documented.find(({ type }) => type === 'channel.chat.notification')!
  const kinds = (notice.fields.notice_type as { enum: readonly string[] }).enum
  const actions = Object.keys(exampleActions)

  test.each(kinds)('fills the block of the notice %s, and no other', async (notice_type) => {
    const store = await generated(1)
    const { event } = exampleEvent(store, 'channel.chat.notification', '1', {}, { notice_type })!
    expect(faultsOf(event, notice.fields)).toEqual([])
    expect(event).toMatchObject({ notice_type })
    expect(blocksOf(event)).toEqual(notice_type === 'unknown' ? [] : [notice_type])
    store.close()
  })

  test.each(actions)('fills what the action %s tells, and nothing else', async (action) => {
    const store = await generated(1)
    const block: Record<string, string> = {
      approve_unban_request: 'unban_request',
      deny_unban_request: 'unban_request',
      ...Object.fromEntries(
        actions.filter((name) => name.endsWith('_term')).map((name) => [name, 'automod_terms']),
      ),
    }
    const { event } = exampleEvent(store, 'channel.moderate', '2', {}, { action })!
    expect(event).toMatchObject({ action })
    const isPlain = action === 'clear' || /^(emoteonly|subscribers|uniquechat)|off$/.test(action)
    expect(blocksOf(event)).toEqual(isPlain ? [] : [block[action] ?? action])
    store.close()
  })
})
