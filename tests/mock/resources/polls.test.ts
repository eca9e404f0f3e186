import { describe, expect, test } from 'bun:test'
import type { Poll } from '../../../src/mock/resources/polls/schema.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { uuid, World } from '../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }

const wanted = {
  ...ofBroadcaster,
  title: 'Heads or tails?',
  choices: [{ title: 'Heads' }, { title: 'Tails' }],
  duration: 60,
}

const active: Poll = {
  id: uuid(1),
  broadcaster_id: '1001',
  broadcaster_name: 'Broadcaster',
  broadcaster_login: 'broadcaster',
  title: 'Heads or tails?',
  choices: [
    { id: uuid(2), title: 'Heads', votes: 0, channel_points_votes: 0, bits_votes: 0 },
    { id: uuid(3), title: 'Tails', votes: 0, channel_points_votes: 0, bits_votes: 0 },
  ],
  bits_voting_enabled: false,
  bits_per_vote: 0,
  channel_points_voting_enabled: false,
  channel_points_per_vote: 0,
  status: 'ACTIVE',
  duration: 60,
  started_at: '2026-01-01T12:00:00.000Z',
  ended_at: null,
}

const ending = { ...ofBroadcaster, id: active.id, status: 'TERMINATED' }

const manager = (world: World) => world.as(world.broadcaster, 'channel:manage:polls')
const beginPoll = (world: World) => manager(world).post('/polls', wanted)
const readers = ['channel:read:polls', 'channel:manage:polls'] as const

describeAuthorization('GET /polls', { token: 'user', scopes: readers, userParam: 'broadcaster_id' }, () => ({
  query: ofBroadcaster,
}))
describeAuthorization(
  'POST /polls',
  { token: 'user', scopes: ['channel:manage:polls'], userParam: 'broadcaster_id' },
  () => ({ body: wanted }),
)
describeAuthorization(
  'PATCH /polls',
  { token: 'user', scopes: ['channel:manage:polls'], userParam: 'broadcaster_id' },
  async (world) => {
    await beginPoll(world)
    return { body: ending }
  },
)

describe('POST /polls', () => {
  test('begins a poll, which is published and listed', async () => {
    const world = new World()
    const begun = world.emitted('poll.begin')
    const created = await beginPoll(world)
    expect(created).toMatchObject({ status: 200, body: { data: [active] } })
    expect(begun).toEqual([active])
    const listed = await manager(world).get('/polls', ofBroadcaster)
    expect(listed.body).toEqual({ data: [active], pagination: {} })
  })
})

describeRefusals('POST /polls', { caller: manager, valid: () => ({ body: wanted }) }, [
  {
    condition: '400 The broadcaster_id field is required.',
    body: { broadcaster_id: undefined },
    message: 'Missing required parameter "broadcaster_id"',
  },
  {
    condition: '400 The title field is required.',
    body: { title: '' },
    message: 'Missing required parameter "title"',
  },
  {
    condition: '400 The choices field is required.',
    body: { choices: undefined },
    message: 'Missing required parameter "choices"',
  },
  {
    condition: '400 The duration field is required.',
    body: { duration: undefined },
    message: 'Missing required parameter "duration"',
  },
  {
    condition: '400 The value in duration is outside the allowed range of values.',
    body: { duration: 14 },
    message: 'The parameter "duration" was malformed: the value must be greater than or equal to 15',
  },
  {
    condition: '400 The value in channel_points_per_vote is outside the allowed range of values.',
    body: { channel_points_per_vote: 1_000_001 },
    message:
      'The parameter "channel_points_per_vote" was malformed: the value must be less than or equal to 1000000',
  },
  {
    condition: '400 (undocumented) points may vote, for nothing',
    body: { channel_points_voting_enabled: true, channel_points_per_vote: 0 },
    message:
      'The parameter "channel_points_per_vote" was malformed: the value must be greater than or equal to 1',
  },
  {
    condition: '400 The value in bits_per_vote is outside the allowed range of values.',
    body: { bits_per_vote: 10_001 },
    message: 'The parameter "bits_per_vote" was malformed: the value must be less than or equal to 10000',
  },
  {
    condition: "400 The choice's title failed AutoMod checks.",
    body: { choices: [{ title: 'automod-fail' }, { title: 'Tails' }] },
  },
  {
    condition: "400 The poll's title is too long.",
    body: { title: 'x'.repeat(61) },
    message: 'The parameter "title" was malformed: the value must be at most 60 characters long',
  },
  {
    condition: "400 The choice's title is too long.",
    body: { choices: [{ title: 'x'.repeat(26) }, { title: 'Tails' }] },
    message: 'The parameter "choices.0.title" was malformed: the value must be at most 25 characters long',
  },
  {
    condition: '400 The number of choices in the poll may not be less than 2 or greater that 5.',
    body: { choices: [{ title: 'Heads' }] },
    message: 'The parameter "choices" was malformed: there must be at least 2 values',
  },
  {
    condition:
      "400 The broadcaster already has a poll that's running; you may not create another poll until the " +
      'current poll completes.',
    arrange: beginPoll,
  },
])

describe('a poll in time', () => {
  test('is completed when its duration is over, at that moment', async () => {
    const world = new World()
    const ended = world.emitted('poll.end')
    await beginPoll(world)
    world.advance(59)
    expect(ended).toEqual([])
    world.advance(3600)
    const completed: Poll = { ...active, status: 'COMPLETED', ended_at: '2026-01-01T12:01:00.000Z' }
    expect(ended).toEqual([completed])
    const listed = await manager(world).get('/polls', ofBroadcaster)
    expect(listed.body.data).toEqual([completed])
  })
})

describe('PATCH /polls', () => {
  test.each(['TERMINATED', 'ARCHIVED'] as const)('ends a poll as %s, once', async (status) => {
    const world = new World()
    await beginPoll(world)
    const ended = world.emitted('poll.end')
    world.advance(10)
    const poll: Poll = { ...active, status, ended_at: '2026-01-01T12:00:10.000Z' }
    const reply = await manager(world).patch('/polls', { ...ending, status })
    expect(reply.body).toEqual({ data: [poll] })
    world.advance(3600)
    expect(ended).toEqual([poll])
  })
})

describeRefusals(
  'PATCH /polls',
  {
    caller: manager,
    async valid(world) {
      await beginPoll(world)
      return { body: ending }
    },
  },
  [
    {
      condition: '400 The broadcaster_id field is required.',
      body: { broadcaster_id: undefined },
      message: 'Missing required parameter "broadcaster_id"',
    },
    {
      condition: '400 The id field is required.',
      body: { id: undefined },
      message: 'Missing required parameter "id"',
    },
    {
      condition: '400 The status field is required.',
      body: { status: undefined },
      message: 'Missing required parameter "status"',
    },
    {
      condition: '400 The value in the status field is not valid.',
      body: { status: 'COMPLETED' },
      message: 'The parameter "status" was malformed: value must be one of "TERMINATED", "ARCHIVED"',
    },
    {
      condition: '400 The poll must be active to terminate or archive it.',
      arrange: (world) => manager(world).patch('/polls', ending),
    },
    {
      condition: '404 (undocumented) a poll that the broadcaster does not have',
      body: { id: uuid(99) },
      message: 'The ID in id was not found.',
    },
  ],
)

describe('GET /polls', () => {
  test('lists the newest first, page by page, also while polls are added', async () => {
    const world = new World()
    for (const title of ['first', 'second', 'third']) {
      await manager(world).post('/polls', { ...wanted, title })
      world.advance(100)
    }
    const page = (after?: string) => manager(world).get('/polls', { ...ofBroadcaster, first: 2, after })
    const { body: newest } = await page()
    await manager(world).post('/polls', { ...wanted, title: 'added' })
    const { body: oldest } = await page(newest.pagination.cursor)
    expect([...newest.data, ...oldest.data].map(({ title }) => title)).toEqual(['third', 'second', 'first'])
    expect(oldest.pagination).toEqual({})
  })
})

describeRefusals('GET /polls', { caller: manager, valid: () => ({ query: ofBroadcaster }) }, [
  {
    condition: '400 The broadcaster_id query parameter is required.',
    query: { broadcaster_id: undefined },
    message: 'Missing required parameter "broadcaster_id"',
  },
  { condition: '404 None of the IDs in the id query parameters were found.', query: { id: 'nope' } },
  {
    condition: '400 (undocumented) a cursor of its own making',
    query: { after: 'nope' },
    message: 'Invalid cursor.',
  },
  {
    condition: '400 (undocumented) more than 20 IDs',
    query: { id: Array(21).fill('x') },
    message: 'The parameter "id" was malformed: there must be at most 20 values',
  },
])

test('a poll of a fixture goes on for five minutes, unless told otherwise', async () => {
  const world = new World()
  const { title, choices } = wanted
  const body = { polls: [{ broadcaster: 'broadcaster', title, choices }] }
  expect((await world.send('POST', '/units/fixtures', { body })).status).toBe(201)
  const { data } = (await manager(world).get('/polls', ofBroadcaster)).body
  expect(data).toMatchObject([{ status: 'ACTIVE', duration: 300 }])
})
