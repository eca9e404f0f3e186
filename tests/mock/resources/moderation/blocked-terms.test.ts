import { describe, expect, test } from 'bun:test'
import { containsTerm } from '../../../../src/mock/resources/moderation/blocked-terms/matching.ts'
import type { BlockedTerm } from '../../../../src/mock/resources/moderation/blocked-terms/schema.ts'
import {
  findBlockedTerms,
  insertBlockedTerm,
} from '../../../../src/mock/resources/moderation/blocked-terms/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals, moderatorRefusals } from '../../../support/refusals.ts'
import { uuid, World } from '../../../support/world.ts'

const path = '/moderation/blocked_terms'
const query = { broadcaster_id: '1001', moderator_id: '1001' }

const term: BlockedTerm = {
  ...query,
  id: uuid(1),
  text: 'crac*',
  created_at: '2026-01-01T12:00:00Z',
  updated_at: '2026-01-01T12:00:00Z',
  expires_at: null,
}

const scopes = ['moderator:read:blocked_terms', 'moderator:manage:blocked_terms'] as const
const broadcaster = (world: World) => world.as(world.broadcaster, ...scopes)
const add = (world: World, text = term.text) => broadcaster(world).post(path, { text }, query)
const list = async (world: World, page = {}) =>
  (await broadcaster(world).get(path, { ...query, ...page })).body

describeAuthorization(
  'GET /moderation/blocked_terms',
  { token: 'user', scopes, userParam: 'moderator_id' },
  () => ({ query }),
)
describeAuthorization(
  'POST /moderation/blocked_terms',
  { token: 'user', scopes: [scopes[1]], userParam: 'moderator_id' },
  () => ({ query, body: { text: term.text } }),
)
describeAuthorization(
  'DELETE /moderation/blocked_terms',
  { token: 'user', scopes: [scopes[1]], userParam: 'moderator_id' },
  () => ({ query: { ...query, id: uuid(1) } }),
)

describe('a blocked term', () => {
  test('is added once, listed, and removed', async () => {
    const world = new World()
    const updates = world.emitted('automod.terms.update')
    expect((await add(world)).body).toEqual({ data: [term] })
    world.advance(60)
    expect((await add(world, 'CRAC*')).body).toEqual({ data: [term] })
    expect(await list(world)).toEqual({ data: [term], pagination: {} })

    const removal = { ...query, id: term.id }
    expect((await broadcaster(world).delete(path, removal)).status).toBe(204)
    expect((await broadcaster(world).delete(path, removal)).status).toBe(204)
    expect(await list(world)).toEqual({ data: [], pagination: {} })
    const update = { ...query, from_automod: false, terms: ['crac*'] }
    expect(updates).toEqual([
      { ...update, action: 'add_blocked' },
      { ...update, action: 'remove_blocked' },
    ])
  })

  test('that AutoMod blocked for a time is allowed after it', () => {
    const world = new World()
    insertBlockedTerm(world.store, { ...term, expires_at: '2026-01-01T12:01:00Z' })
    world.advance(59)
    expect(findBlockedTerms(world.store, '1001', 'crackers')).toHaveLength(1)
    world.advance(1)
    expect(findBlockedTerms(world.store, '1001', 'crackers')).toEqual([])
  })
})

describe('containsTerm()', () => {
  test.each([
    ['Do you like spoilers?', 'spoilers', true],
    ['SPOILERS', 'spoilers', true],
    ['nospoilers', 'spoilers', false],
    ['nospoilers', '*spoilers', true],
    ['crackers', 'crac', false],
    ['crackers', 'crac*', true],
    ['the end   is near', 'end is', true],
    ['the end was near', 'end is', false],
    ['buy followers now', 'buy follow*', true],
    ['a (b) c', '(b)', true],
    ['über', 'ber', false],
    ['anything', '*', false],
  ])('%p and %p: %p', (text, term, expected) => {
    expect(containsTerm(text, term)).toBe(expected)
  })
})

describe('GET /moderation/blocked_terms', () => {
  test('lists the newest first, page by page', async () => {
    const world = new World()
    for (const text of ['first', 'second', 'third']) {
      await add(world, text)
      world.advance(1)
    }
    const newest = await list(world, { first: 2 })
    const oldest = await list(world, { first: 2, after: newest.pagination.cursor })
    expect([...newest.data, ...oldest.data].map(({ text }) => text)).toEqual(['third', 'second', 'first'])
    expect(oldest.pagination).toEqual({})
  })
})

const length = 'The length of the term in the text field is either too short or too long.'

describeRefusals(
  'GET /moderation/blocked_terms',
  { caller: broadcaster, valid: () => ({ query }) },
  moderatorRefusals,
)

describeRefusals(
  'POST /moderation/blocked_terms',
  { caller: broadcaster, valid: () => ({ query, body: { text: term.text } }) },
  [
    ...moderatorRefusals,
    {
      condition: '400 The text field is required.',
      body: { text: undefined },
      message: 'Missing required parameter "text"',
    },
    { condition: `400 ${length}`, body: { text: 'x' } },
    {
      condition: '400 (undocumented) a term of 501 characters',
      body: { text: 'x'.repeat(501) },
      message: length,
    },
  ],
)

describeRefusals(
  'DELETE /moderation/blocked_terms',
  { caller: broadcaster, valid: () => ({ query: { ...query, id: uuid(1) } }) },
  [
    ...moderatorRefusals,
    {
      condition: '400 The id query parameter is required.',
      query: { id: undefined },
      message: 'Missing required parameter "id"',
    },
  ],
)
