import { describe, expect, test } from 'bun:test'
import type { Prediction } from '../../../src/mock/resources/predictions/schema.ts'
import { findPrediction, predict } from '../../../src/mock/resources/predictions/store.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { uuid, World } from '../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }

const wanted = {
  ...ofBroadcaster,
  title: 'Will it rain?',
  outcomes: [{ title: 'Yes' }, { title: 'No' }],
  prediction_window: 60,
}

const yes = uuid(2)
const no = uuid(3)

const active: Prediction = {
  id: uuid(1),
  broadcaster_id: '1001',
  broadcaster_name: 'Broadcaster',
  broadcaster_login: 'broadcaster',
  title: 'Will it rain?',
  winning_outcome_id: null,
  outcomes: [
    { id: yes, title: 'Yes', users: 0, channel_points: 0, top_predictors: null, color: 'BLUE' },
    { id: no, title: 'No', users: 0, channel_points: 0, top_predictors: null, color: 'PINK' },
  ],
  prediction_window: 60,
  status: 'ACTIVE',
  created_at: '2026-01-01T12:00:00.000Z',
  ended_at: null,
  locked_at: null,
}

const ending = { ...ofBroadcaster, id: active.id, status: 'CANCELED' }

const manager = (world: World) => world.as(world.broadcaster, 'channel:manage:predictions')
const begin = (world: World) => manager(world).post('/predictions', wanted)
const end = (world: World, change: object) => manager(world).patch('/predictions', { ...ending, ...change })
const readers = ['channel:read:predictions', 'channel:manage:predictions'] as const

function stake(world: World, user_id: string, outcome_id: string, channel_points: number): void {
  predict(world.store, findPrediction(world.store, '1001', active.id)!, {
    user_id,
    outcome_id,
    channel_points,
  })
}

describeAuthorization(
  'GET /predictions',
  { token: 'user', scopes: readers, userParam: 'broadcaster_id' },
  () => ({
    query: ofBroadcaster,
  }),
)
describeAuthorization(
  'POST /predictions',
  { token: 'user', scopes: ['channel:manage:predictions'], userParam: 'broadcaster_id' },
  () => ({ body: wanted }),
)
describeAuthorization(
  'PATCH /predictions',
  { token: 'user', scopes: ['channel:manage:predictions'], userParam: 'broadcaster_id' },
  async (world) => {
    await begin(world)
    return { body: ending }
  },
)

describe('POST /predictions', () => {
  test('begins a prediction, which is published and listed', async () => {
    const world = new World()
    const begun = world.emitted('prediction.begin')
    expect(await begin(world)).toMatchObject({ status: 200, body: { data: [active] } })
    expect(begun).toEqual([active])
    const listed = await manager(world).get('/predictions', ofBroadcaster)
    expect(listed.body).toEqual({ data: [active], pagination: {} })
  })

  test('makes all outcomes blue if there are more than two', async () => {
    const outcomes = ['One', 'Two', 'Three'].map((title) => ({ title }))
    const { body } = await manager(new World()).post('/predictions', { ...wanted, outcomes })
    expect(body.data[0].outcomes.map(({ color }: { color: string }) => color)).toEqual([
      'BLUE',
      'BLUE',
      'BLUE',
    ])
  })
})

describeRefusals('POST /predictions', { caller: manager, valid: () => ({ body: wanted }) }, [
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
    condition: '400 The outcomes field is required.',
    body: { outcomes: undefined },
    message: 'Missing required parameter "outcomes"',
  },
  {
    condition: '400 The prediction_window field is required.',
    body: { prediction_window: undefined },
    message: 'Missing required parameter "prediction_window"',
  },
  {
    condition: '400 The value in prediction_window is outside the allowed range of values.',
    body: { prediction_window: 29 },
    message: 'The parameter "prediction_window" was malformed: the value must be greater than or equal to 30',
  },
  {
    condition: "400 The prediction's title is too long.",
    body: { title: 'x'.repeat(46) },
    message: 'The parameter "title" was malformed: the value must be at most 45 characters long',
  },
  {
    condition: "400 The outcome's title is too long.",
    body: { outcomes: [{ title: 'x'.repeat(26) }, { title: 'No' }] },
    message: 'The parameter "outcomes.0.title" was malformed: the value must be at most 25 characters long',
  },
  {
    condition: "400 The outcome's title failed AutoMod checks.",
    body: { outcomes: [{ title: 'Yes' }, { title: 'AutoMod-Fail!' }] },
  },
  {
    condition: '400 There must be 2 outcomes in the prediction.',
    body: { outcomes: [{ title: 'Yes' }] },
    message: 'The parameter "outcomes" was malformed: there must be at least 2 values',
  },
  {
    condition: '400 (undocumented) more than 10 outcomes',
    body: { outcomes: Array(11).fill({ title: 'Yes' }) },
    message: 'The parameter "outcomes" was malformed: there must be at most 10 values',
  },
  {
    condition:
      "400 The broadcaster already has a prediction that's running; you may not create another " +
      'prediction until the current prediction is resolved or canceled.',
    arrange: begin,
  },
  {
    condition: '400 (undocumented) a prediction while the last one is locked',
    async arrange(world) {
      await begin(world)
      world.advance(60)
    },
    message:
      "The broadcaster already has a prediction that's running; you may not create another prediction " +
      'until the current prediction is resolved or canceled.',
  },
])

describe('a prediction in time', () => {
  test('locks when its window is over, and is canceled a day later', async () => {
    const world = new World()
    const locked = world.emitted('prediction.lock')
    const ended = world.emitted('prediction.end')
    await begin(world)
    world.advance(59)
    expect(locked).toEqual([])
    world.advance(10)
    const expected: Prediction = { ...active, status: 'LOCKED', locked_at: '2026-01-01T12:01:00.000Z' }
    expect(locked).toEqual([expected])
    expect((await manager(world).get('/predictions', ofBroadcaster)).body.data).toEqual([expected])
    world.advance(86_400)
    expect(ended).toEqual([{ ...expected, status: 'CANCELED', ended_at: '2026-01-02T12:01:00.000Z' }])
  })
})

test('a prediction that a fixture has locked is canceled a day later', async () => {
  const world = new World()
  const prediction = {
    broadcaster: 'broadcaster',
    title: 'Who wins?',
    outcomes: [{ title: 'Yes' }, { title: 'No' }],
    status: 'LOCKED',
    created_at: '2026-01-01T11:00:00Z',
    locked_at: '2026-01-01T11:59:00Z',
  }
  const made = await world.send('POST', '/units/fixtures', { body: { predictions: [prediction] } })
  expect(made.status).toBe(201)
  const ended = world.emitted('prediction.end')
  world.advance(86_339)
  expect(ended).toEqual([])
  world.advance(1)
  expect(ended).toMatchObject([{ status: 'CANCELED', ended_at: '2026-01-02T11:59:00.000Z' }])
})

describe('POST /units/prediction_stakes', () => {
  const spend = (world: World, user: { id: string }, outcome_id: string, channel_points: number) =>
    world.send('POST', '/units/prediction_stakes', {
      body: {
        broadcaster_id: '1001',
        user_id: user.id,
        prediction_id: active.id,
        outcome_id,
        channel_points,
      },
    })

  test('adds to what a viewer spent, on the same outcome only', async () => {
    const world = new World()
    await begin(world)
    await spend(world, world.viewer, yes, 10)
    expect((await spend(world, world.viewer, no, 5)).body).toMatchObject({
      status: 400,
      message: 'The user has spent points on another outcome of the prediction.',
    })
    await spend(world, world.viewer, yes, 5)
    const { outcomes } = findPrediction(world.store, '1001', active.id)!
    expect(outcomes.map(({ users, channel_points }) => [users, channel_points])).toEqual([
      [1, 15],
      [0, 0],
    ])
  })

  test.each([
    [[1, 1, 1], 10, [5, 4, 4]],
    [[100, 200, 33], 67, [120, 240, 40]],
    [[9_007_199_254, 3, 1], 999_999_999_999_999, undefined],
    [[7], 1, [8]],
  ])('winners of %j, beside losers of %j, win all of it', async (winning, losing, won) => {
    const world = new World()
    await begin(world)
    const users = [world.broadcaster, world.affiliate, world.viewer]
    for (const [n, points] of winning.entries()) await spend(world, users[n]!, yes, points)
    await spend(world, world.other, no, losing)
    await end(world, { status: 'RESOLVED', winning_outcome_id: yes })
    const { outcomes } = findPrediction(world.store, '1001', active.id)!
    const top = outcomes[0]!.top_predictors!
    const wins = new Map(top.map(({ user_id, channel_points_won }) => [user_id, channel_points_won]))
    const paid = winning.map((_, n) => wins.get(users[n]!.id)!)
    expect(paid.reduce((a, b) => a + b)).toBe(winning.reduce((a, b) => a + b) + losing)
    if (won) expect(paid).toEqual(won)
    expect(outcomes[1]!.top_predictors).toMatchObject([{ channel_points_won: 0 }])
  })
})

describe('PATCH /predictions', () => {
  test('locks, and then resolves: the winners divide the points of all', async () => {
    const world = new World()
    await begin(world)
    const progress = world.emitted('prediction.progress')
    stake(world, world.viewer.id, yes, 100)
    stake(world, world.other.id, no, 500)
    stake(world, world.affiliate.id, yes, 200)
    stake(world, world.viewer.id, yes, 200)
    expect(progress).toHaveLength(4)
    world.advance(10)
    const locked = await end(world, { status: 'LOCKED' })
    expect(locked.body.data[0]).toMatchObject({ status: 'LOCKED', locked_at: '2026-01-01T12:00:10.000Z' })

    const ended = world.emitted('prediction.end')
    world.advance(10)
    const reply = await end(world, { status: 'RESOLVED', winning_outcome_id: yes })
    const predictor = (
      user: { id: string; login: string; display_name: string },
      used: number,
      won: number,
    ) => ({
      user_id: user.id,
      user_login: user.login,
      user_name: user.display_name,
      channel_points_used: used,
      channel_points_won: won,
    })
    const resolved: Prediction = {
      ...active,
      winning_outcome_id: yes,
      outcomes: [
        {
          ...active.outcomes[0]!,
          users: 2,
          channel_points: 500,
          top_predictors: [predictor(world.viewer, 300, 600), predictor(world.affiliate, 200, 400)],
        },
        {
          ...active.outcomes[1]!,
          users: 1,
          channel_points: 500,
          top_predictors: [predictor(world.other, 500, 0)],
        },
      ],
      status: 'RESOLVED',
      locked_at: '2026-01-01T12:00:10.000Z',
      ended_at: '2026-01-01T12:00:20.000Z',
    }
    expect(reply.body).toEqual({ data: [resolved] })
    expect(ended).toEqual([resolved])
    expect((await manager(world).get('/predictions', ofBroadcaster)).body.data).toEqual([resolved])
  })

  test('cancels once, and no timer comes after it', async () => {
    const world = new World()
    await begin(world)
    const emitted = [world.emitted('prediction.lock'), world.emitted('prediction.end')]
    const canceled: Prediction = { ...active, status: 'CANCELED', ended_at: '2026-01-01T12:00:00.000Z' }
    expect((await end(world, {})).body).toEqual({ data: [canceled] })
    world.advance(200_000)
    expect(emitted).toEqual([[], [canceled]])
    expect((await begin(world)).status).toBe(200)
  })
})

describeRefusals(
  'PATCH /predictions',
  {
    caller: manager,
    async valid(world) {
      await begin(world)
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
      condition: '400 The winning_outcome_id field is required if status is RESOLVED.',
      body: { status: 'RESOLVED' },
    },
    {
      condition: '400 The value in the status field is not valid.',
      body: { status: 'ACTIVE' },
      message: 'The parameter "status" was malformed: value must be one of "RESOLVED", "CANCELED", "LOCKED"',
    },
    {
      condition:
        "400 To update the prediction's status to RESOLVED or CANCELED, its current status must be ACTIVE or LOCKED.",
      arrange: (world) => end(world, { status: 'RESOLVED', winning_outcome_id: no }),
    },
    {
      condition: "400 To update the prediction's status to LOCKED, its current status must be ACTIVE.",
      arrange: (world) => world.advance(60),
      body: { status: 'LOCKED' },
    },
    { condition: '404 The prediction in the id field was not found.', body: { id: uuid(99) } },
    {
      condition: '404 The outcome in the winning_outcome_id field was not found.',
      body: { status: 'RESOLVED', winning_outcome_id: uuid(99) },
    },
  ],
)

describe('GET /predictions', () => {
  test('lists the newest first, page by page, or those with some IDs', async () => {
    const world = new World()
    for (const title of ['first', 'second', 'third']) {
      const { body } = await manager(world).post('/predictions', { ...wanted, title })
      await end(world, { id: body.data[0].id })
      world.advance(1)
    }
    const { body: newest } = await manager(world).get('/predictions', { ...ofBroadcaster, first: 2 })
    const { cursor } = newest.pagination
    const { body: oldest } = await manager(world).get('/predictions', {
      ...ofBroadcaster,
      first: 2,
      after: cursor,
    })
    expect([...newest.data, ...oldest.data].map(({ title }) => title)).toEqual(['third', 'second', 'first'])
    expect(oldest.pagination).toEqual({})
    const chosen = await manager(world).get('/predictions', { ...ofBroadcaster, id: [active.id, uuid(99)] })
    expect(chosen.body.data.map(({ title }: Prediction) => title)).toEqual(['first'])
  })
})

describeRefusals('GET /predictions', { caller: manager, valid: () => ({ query: ofBroadcaster }) }, [
  {
    condition: '400 The broadcaster_id query parameter is required.',
    query: { broadcaster_id: undefined },
    message: 'Missing required parameter "broadcaster_id"',
  },
  {
    condition: '400 (undocumented) more than 25 a page',
    query: { first: 26 },
    message: 'The parameter "first" was malformed: the value must be less than or equal to 25',
  },
])

test('a prediction of a fixture is open for five minutes, unless told otherwise', async () => {
  const world = new World()
  const { title, outcomes } = wanted
  const body = { predictions: [{ broadcaster: 'broadcaster', title, outcomes }] }
  expect((await world.send('POST', '/units/fixtures', { body })).status).toBe(201)
  const { data } = (await manager(world).get('/predictions', ofBroadcaster)).body
  expect(data).toMatchObject([{ status: 'ACTIVE', prediction_window: 300 }])
})

test('the ten who spent most are the top predictors', async () => {
  const world = new World()
  await begin(world)
  for (let n = 1; n <= 11; n++) stake(world, world.user(String(2000 + n), `Fan${n}`).id, yes, n)
  const { data } = (await manager(world).get('/predictions', ofBroadcaster)).body
  const [{ users, top_predictors }] = data[0].outcomes
  const spent = top_predictors.map((top: { channel_points_used: number }) => top.channel_points_used)
  expect([users, spent]).toEqual([11, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]])
})
