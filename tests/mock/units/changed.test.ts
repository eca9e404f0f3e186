import { describe, expect, test } from 'bun:test'
import { beginTrain } from '../../../src/mock/resources/hype-train/store.ts'
import { uuid, World } from '../../support/world.ts'

const send = (world: World, method: string, path: string, body?: unknown) =>
  world.send(method, `/units${path}`, { body })

const titles = [{ title: 'Yes' }, { title: 'No' }]
const refusal = (status: number, error: string, message: string) => ({
  status,
  body: { error, status, message },
})

describe('a poll', () => {
  const begin = async (world: World) =>
    (
      await send(world, 'POST', '/polls', {
        broadcaster_id: '1001',
        title: 'Hats?',
        choices: titles,
        duration: 60,
      })
    ).body

  test.each(['TERMINATED', 'ARCHIVED'])('is ended early as %s, which is published', async (status) => {
    const world = new World()
    const ended = world.emitted('poll.end')
    const poll = await begin(world)
    world.advance(20)
    const reply = await send(world, 'PATCH', `/polls/${poll.id}`, { status })
    expect(reply).toMatchObject({ status: 200 })
    expect(reply.body).toEqual({ ...poll, status, ended_at: '2026-01-01T12:00:20.000Z' })
    expect(ended).toMatchObject([{ id: poll.id, status }])
    world.advance(60)
    expect(ended).toHaveLength(1)
  })

  test('that has ended is not ended again', async () => {
    const world = new World()
    const { id } = await begin(world)
    world.advance(60)
    expect(await send(world, 'PATCH', `/polls/${id}`, { status: 'TERMINATED' })).toMatchObject(
      refusal(400, 'Bad Request', 'The poll must be active to terminate or archive it.'),
    )
    expect(await send(world, 'PATCH', `/polls/${id}`, { status: 'COMPLETED' })).toMatchObject({ status: 400 })
    expect(await send(world, 'PATCH', '/polls/none', { status: 'TERMINATED' })).toMatchObject(
      refusal(404, 'Not Found', 'There is no row with the id none.'),
    )
    expect(await send(world, 'PATCH', `/poll_votes/${id}`, { status: 'TERMINATED' })).toMatchObject(
      refusal(405, 'Method Not Allowed', 'PATCH is not possible here.'),
    )
  })
})

describe('a prediction', () => {
  const begin = async (world: World) => {
    const wanted = { broadcaster_id: '1001', title: 'Who wins?', outcomes: titles, prediction_window: 60 }
    const { body } = await send(world, 'POST', '/predictions', wanted)
    const [yes, no] = body.outcomes
    for (const [user_id, outcome_id] of [
      ['1003', yes.id],
      ['1004', no.id],
    ]) {
      const stake = {
        broadcaster_id: '1001',
        user_id,
        prediction_id: body.id,
        outcome_id,
        channel_points: 50,
      }
      expect((await send(world, 'POST', '/prediction_stakes', stake)).status).toBe(201)
    }
    return body
  }

  test('is locked, and then resolved: the winner gets all points', async () => {
    const world = new World()
    const [locked, ended] = [world.emitted('prediction.lock'), world.emitted('prediction.end')]
    const prediction = await begin(world)
    const path = `/predictions/${prediction.id}`
    world.advance(10)
    const lock = await send(world, 'PATCH', path, { status: 'LOCKED' })
    expect(lock.body).toEqual({ ...prediction, status: 'LOCKED', locked_at: '2026-01-01T12:00:10.000Z' })
    world.advance(10)
    const winning_outcome_id = prediction.outcomes[0].id
    const resolved = await send(world, 'PATCH', path, { status: 'RESOLVED', winning_outcome_id })
    expect(resolved.body).toEqual({
      ...lock.body,
      status: 'RESOLVED',
      winning_outcome_id,
      ended_at: '2026-01-01T12:00:20.000Z',
    })
    expect(locked).toMatchObject([{ status: 'LOCKED' }])
    expect(ended).toMatchObject([
      {
        winning_outcome_id,
        outcomes: [
          { top_predictors: [{ user_id: '1003', channel_points_won: 100 }] },
          { top_predictors: [{ user_id: '1004', channel_points_won: 0 }] },
        ],
      },
    ])
  })

  test('is canceled, and does not lock any more', async () => {
    const world = new World()
    const [locked, ended] = [world.emitted('prediction.lock'), world.emitted('prediction.end')]
    const prediction = await begin(world)
    const { body } = await send(world, 'PATCH', `/predictions/${prediction.id}`, { status: 'CANCELED' })
    expect(body).toEqual({ ...prediction, status: 'CANCELED', ended_at: '2026-01-01T12:00:00.000Z' })
    world.advance(3600)
    expect([locked.length, ended.length]).toEqual([0, 1])
  })

  test.each<[string, object, number, string]>([
    [
      'no winner',
      { status: 'RESOLVED' },
      400,
      'The winning_outcome_id field is required if status is RESOLVED.',
    ],
    [
      'a winner that is none',
      { status: 'RESOLVED', winning_outcome_id: 'x' },
      404,
      'The outcome in the winning_outcome_id field was not found.',
    ],
  ])('is not resolved with %s', async (_, fields, status, message) => {
    const world = new World()
    const { id } = await begin(world)
    const reply = await send(world, 'PATCH', `/predictions/${id}`, fields)
    expect(reply).toMatchObject({ status, body: { status, message } })
    expect((await send(world, 'GET', `/predictions/${id}`)).body.status).toBe('ACTIVE')
  })

  test('that has ended is decided', async () => {
    const world = new World()
    const { id } = await begin(world)
    await send(world, 'PATCH', `/predictions/${id}`, { status: 'CANCELED' })
    const again = (status: string) => send(world, 'PATCH', `/predictions/${id}`, { status })
    expect((await again('LOCKED')).body.message).toBe(
      "To update the prediction's status to LOCKED, its current status must be ACTIVE.",
    )
    expect((await again('CANCELED')).body.message).toBe(
      "To update the prediction's status to RESOLVED or CANCELED, its current status must be ACTIVE or LOCKED.",
    )
  })
})

describe('a reward', () => {
  const offer = async (world: World, title = 'Hydrate!') =>
    (await send(world, 'POST', '/rewards', { broadcaster_id: '1001', title, cost: 100 })).body

  test('is changed, whoever made it, which is published', async () => {
    const world = new World()
    const updated = world.emitted('custom_reward.update')
    const reward = await offer(world)
    const changes = { cost: 250, is_paused: true, is_max_per_stream_enabled: true, max_per_stream: 3 }
    const { status, body } = await send(world, 'PATCH', `/rewards/${reward.id}`, changes)
    expect({ status, body }).toEqual({ status: 200, body: { ...reward, ...changes } })
    expect(updated).toMatchObject([{ id: reward.id, cost: 250, is_paused: true }])
  })

  test('is removed; its open redemptions are fulfilled', async () => {
    const world = new World()
    const removed = world.emitted('custom_reward.remove')
    const { id } = await offer(world)
    const redeemed = { broadcaster_id: '1001', user_id: '1003', reward_id: id }
    const { body } = await send(world, 'POST', '/redemptions', redeemed)
    expect(await send(world, 'DELETE', `/rewards/${id}`)).toMatchObject({ status: 204 })
    expect(removed).toMatchObject([{ id, title: 'Hydrate!' }])
    expect((await send(world, 'GET', '/rewards')).body).toEqual({ cursor: '', total: 0, data: [] })
    expect((await send(world, 'GET', `/redemptions/${body.id}`)).body).toMatchObject({ status: 'FULFILLED' })
    expect((await send(world, 'DELETE', `/rewards/${id}`)).status).toBe(404)
  })

  test.each<[object, string]>([
    [
      { is_global_cooldown_enabled: true },
      'If is_global_cooldown_enabled is true, the minimum value for global_cooldown_seconds is 1.',
    ],
    [{ title: 'Stretch!' }, "The title must be unique amongst all of the broadcaster's custom rewards."],
  ])('is not changed to %j', async (changes, message) => {
    const world = new World()
    const reward = await offer(world)
    await offer(world, 'Stretch!')
    const path = `/rewards/${reward.id}`
    expect(await send(world, 'PATCH', path, changes)).toMatchObject(refusal(400, 'Bad Request', message))
    expect((await send(world, 'GET', path)).body).toEqual(reward)
  })
})

describe('what waits for the broadcaster', () => {
  test.each(['FULFILLED', 'CANCELED'])('is a redemption, which becomes %s once', async (status) => {
    const world = new World()
    const settled = world.emitted('custom_reward_redemption.update')
    const reward = await send(world, 'POST', '/rewards', {
      broadcaster_id: '1001',
      title: 'Hydrate!',
      cost: 100,
    })
    const wanted = { broadcaster_id: '1001', user_id: '1003', reward_id: reward.body.id }
    const redeemed = (await send(world, 'POST', '/redemptions', wanted)).body
    const path = `/redemptions/${redeemed.id}`
    expect((await send(world, 'PATCH', path, { status })).body).toEqual({ ...redeemed, status })
    expect(settled).toMatchObject([{ id: redeemed.id, status }])
    expect(await send(world, 'PATCH', path, { status })).toMatchObject(
      refusal(400, 'Bad Request', 'The redemption was settled already.'),
    )
  })

  test('is an unban request, which lifts the ban when it is approved', async () => {
    const world = new World()
    const both = { broadcaster_id: '1001', user_id: '1003' }
    await send(world, 'POST', '/bans', both)
    const request = (await send(world, 'POST', '/unban_requests', { ...both, text: 'Sorry!' })).body
    const path = `/unban_requests/${request.id}`
    const { body } = await send(world, 'PATCH', path, { status: 'approved', resolution_text: 'Fine.' })
    expect(body).toEqual({
      ...request,
      status: 'approved',
      moderator_id: '1001',
      resolved_at: '2026-01-01T12:00:00Z',
      resolution_text: 'Fine.',
    })
    expect((await send(world, 'GET', '/bans')).body.total).toBe(0)
    expect(await send(world, 'PATCH', path, { status: 'denied' })).toMatchObject(
      refusal(400, 'Bad Request', 'The request was resolved already.'),
    )
  })

  test.each([
    ['ALLOW', 'approved', ['hm']],
    ['DENY', 'denied', []],
  ] as const)('is a held message: %s', async (action, status, said) => {
    const world = new World()
    const [updates, messages] = [world.emitted('automod.message.update'), world.emitted('chat.message')]
    const held = { broadcaster_id: '1001', user_id: '1003', text: 'hm' }
    const message = (await send(world, 'POST', '/automod_messages', held)).body
    const reply = await send(world, 'PATCH', `/automod_messages/${message.id}`, { action })
    expect({ status: reply.status, body: reply.body }).toEqual({ status: 200, body: message })
    expect(updates).toMatchObject([{ status, moderator_id: '1001', message: { id: message.id } }])
    expect(messages.map(({ text }) => text)).toEqual([...said])
    expect((await send(world, 'GET', '/automod_messages')).body.total).toBe(0)
  })
})

describe('a Hype Train', () => {
  test('tells its channel, and a shared one all of them', async () => {
    const world = new World()
    const alone = await send(world, 'POST', '/hype_trains', {
      broadcaster_id: '1002',
      user_id: '1003',
      total: 700,
    })
    expect(alone).toMatchObject({ status: 201 })
    expect(alone.body).toEqual({
      id: uuid(1),
      broadcaster_id: '1002',
      broadcaster_ids: ['1002'],
      type: 'regular',
      is_shared_train: false,
      level: 2,
      total: 700,
      progress: 200,
      goal: 1000,
      started_at: '2026-01-01T12:00:00.000Z',
      expires_at: '2026-01-01T12:05:00.000Z',
      ended_at: null,
    })
    beginTrain(world.store, ['1003', '1001'], [{ user_id: '1004', type: 'bits', total: 100 }])
    const rowsOf = async (query: string) => (await send(world, 'GET', `/hype_trains?${query}`)).body.data
    const [shared] = await rowsOf('broadcaster_ids=1003')
    expect(shared).toMatchObject({
      broadcaster_id: '1001',
      broadcaster_ids: ['1001', '1003'],
      is_shared_train: true,
    })
    expect(await rowsOf('is_shared_train=true')).toEqual([shared])
    expect(await rowsOf('is_shared_train=false&broadcaster_ids=1002')).toEqual([alone.body])
    expect(await rowsOf('broadcaster_ids=100')).toEqual([])
  })
})
