import { describe, expect, test } from 'bun:test'
import { World } from '../../support/world.ts'

const units = (world: World, method: string, path: string, body?: unknown) =>
  world.send(method, `/units${path}`, { body })

const both = { broadcaster_id: '1001', user_id: '1003' }
const choices = [{ title: 'Yes' }, { title: 'No' }]
const poll = { broadcaster_id: '1001', title: 'Hats?', choices, duration: 60 }
const prediction = { broadcaster_id: '1001', title: 'Who wins?', outcomes: choices, prediction_window: 60 }
const reward = { broadcaster_id: '1001', title: 'Hydrate!', cost: 100 }

describe('what a public API does with a token can be done without one, and is published', () => {
  test.each([
    ['a reward', '/rewards', reward, 'custom_reward.add', { client_id: null, is_enabled: true }],
    ['a poll', '/polls', poll, 'poll.begin', { status: 'ACTIVE', duration: 60 }],
    ['a prediction', '/predictions', prediction, 'prediction.begin', { status: 'ACTIVE' }],
    ['a moderator', '/moderators', both, 'moderator.add', { created_at: '2026-01-01T12:00:00Z' }],
    ['a VIP', '/vips', both, 'vip.add', { created_at: '2026-01-01T12:00:00Z' }],
    ['a ban', '/bans', { ...both, duration: 60 }, 'ban', { moderator_id: '1001', reason: '' }],
  ] as const)('%s', async (_, path, body, event, row) => {
    const world = new World()
    const emitted = world.emitted(event as never)
    const made = await units(world, 'POST', path, body)
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ broadcaster_id: '1001', ...row })
    expect(emitted).toHaveLength(1)
    expect((await units(world, 'POST', path, body)).status).toBeWithin(400, 410)
  })

  test.each([
    ['a moderator', '/moderators', both, 'moderator.remove'],
    ['a VIP', '/vips', both, 'vip.remove'],
    ['a ban', '/bans', both, 'unban'],
  ] as const)('%s is one no longer', async (_, path, body, event) => {
    const world = new World()
    await units(world, 'POST', path, body)
    const emitted = world.emitted(event as never)
    expect((await units(world, 'DELETE', `${path}/1001:1003`)).status).toBe(204)
    expect([emitted.length, (await units(world, 'GET', path)).body.total]).toEqual([1, 0])
  })

  test('a category is one of those that are there', async () => {
    const world = new World()
    const { status, body } = await units(world, 'POST', '/categories', { id: '77', name: 'Chess' })
    expect({ status, body }).toEqual({
      status: 201,
      body: {
        id: '77',
        name: 'Chess',
        box_art_url: 'https://static-cdn.jtvnw.net/ttv-boxart/77-{width}x{height}.jpg',
        igdb_id: '',
      },
    })
    expect((await world.asApp().get('/games', { name: 'Chess' })).body.data).toMatchObject([{ id: '77' }])
    expect((await units(world, 'POST', '/categories', { name: 'Chess' })).body).toMatchObject({
      status: 409,
      message: 'There is a category with the name Chess already.',
    })
  })
})

describe('a token', () => {
  const ask = (world: World, token: string) =>
    world.with({ Authorization: `Bearer ${token}`, 'Client-Id': world.client.id }).get('/users')

  test('has the value, the scopes and the end that were asked for', async () => {
    const world = new World()
    const wanted = {
      token: 'mine',
      client_id: world.client.id,
      user_id: '1003',
      scopes: ['user:read:email'],
      expires_at: '2026-01-01T12:01:00Z',
    }
    const { status, body } = await units(world, 'POST', '/tokens', wanted)
    expect({ status, body }).toEqual({
      status: 201,
      body: { ...wanted, refresh_token: null, expires_at: '2026-01-01T12:01:00.000Z' },
    })
    expect((await ask(world, 'mine')).body.data).toMatchObject([
      { id: '1003', email: 'viewer@testing.mocks' },
    ])
    world.advance(60)
    expect((await ask(world, 'mine')).status).toBe(401)
    expect(
      (await units(world, 'POST', '/tokens', { token: 'mine', client_id: world.client.id })).status,
    ).toBe(201)
  })

  test('of an app has no user, and a value by chance', async () => {
    const world = new World()
    const { body } = await units(world, 'POST', '/tokens', { client_id: world.client.id })
    expect(body).toMatchObject({ token: expect.stringMatching(/^[a-z0-9]{30}$/), user_id: null, scopes: [] })
  })

  test.each([
    ['of nobody’s client', { client_id: 'nobody' }, 404, 'There is no client nobody.'],
    ['of nobody', { user_id: '5' }, 404, 'There is no user 5.'],
    ['that is there', { token: 'mine' }, 409, 'There is such a token already.'],
    ['that nothing renews', { refresh_token: 'x' }, 400, 'An app access token cannot be renewed.'],
    [
      "with another user's",
      { user_id: '1004', refresh_token: 'of-1003' },
      409,
      'The refresh token renews those of another grant.',
    ],
  ])('%s is refused', async (_, fields, status, message) => {
    const world = new World()
    const client_id = world.client.id
    const known = { client_id, user_id: '1003', token: 'mine', refresh_token: 'of-1003' }
    await units(world, 'POST', '/tokens', known)
    expect((await units(world, 'POST', '/tokens', { client_id, ...fields })).body).toMatchObject({
      status,
      message,
    })
  })
})

describe('what cannot be is refused', () => {
  test.each([
    ['/rewards', { ...reward, broadcaster_id: '1003' }, 'The broadcaster is not a partner or affiliate.'],
    ['/rewards', { ...reward, client_id: 'nobody' }, 'There is no client nobody.'],
    [
      '/rewards',
      { ...reward, is_max_per_stream_enabled: true },
      'If is_max_per_stream_enabled is true, the minimum',
    ],
    ['/polls', { ...poll, broadcaster_id: '5' }, 'There is no user 5.'],
    ['/moderators', { broadcaster_id: '1001', user_id: '1001' }, 'The broadcaster cannot be a moderator.'],
    ['/bans', { broadcaster_id: '1001', user_id: '1001' }, 'The broadcaster cannot be banned.'],
    [
      '/polls',
      { ...poll, choices: [{ title: 'A' }, { title: 'B', vots: 1 }] },
      'The parameter "choices.1.vots" is unknown',
    ],
  ])('POST %s', async (path, body, message) => {
    expect((await units(new World(), 'POST', path, body)).body.message).toStartWith(message)
  })
})
