import { describe, expect, test } from 'bun:test'
import { findUser } from '../../../src/mock/resources/users/store.ts'
import { SocketClient } from '../../support/eventsub.ts'
import { World } from '../../support/world.ts'

const units = (world: World, method: string, path: string, body?: unknown) =>
  world.send(method, `/units${path}`, { body })

describe('listings', () => {
  test('have the documented envelope, with the true total over all pages', async () => {
    const world = new World()
    const page = async (query: string) => (await units(world, 'GET', `/users${query}`)).body
    const first = await page('?first=3')
    expect(first).toEqual({ cursor: expect.any(String), total: 4, data: expect.any(Array) })
    const second = await page(`?first=3&after=${first.cursor}`)
    expect(second).toMatchObject({ cursor: '', total: 4 })
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(['1001', '1002', '1003', '1004'])
    expect(await page('?id=1003')).toMatchObject({ cursor: '', total: 1, data: [{ login: 'viewer' }] })
    expect(await page('?id=nobody')).toEqual({ cursor: '', total: 0, data: [] })
  })

  test('of clients have the documented capital letters', async () => {
    const world = new World()
    const { body } = await units(world, 'GET', '/clients')
    expect(body.data).toEqual([
      {
        ID: world.client.id,
        Secret: world.client.secret,
        Name: 'Test',
        IsExtension: false,
        RedirectURIs: ['http://localhost:3000'],
      },
    ])
  })

  test('show a row by its id', async () => {
    const world = new World()
    expect((await units(world, 'GET', '/users/1002')).body).toMatchObject({ id: '1002', login: 'affiliate' })
    expect(await units(world, 'GET', '/users/9')).toMatchObject({
      status: 404,
      body: { error: 'Not Found', status: 404, message: 'There is no row with the id 9.' },
    })
  })

  test('that do not exist are 404 and name those that do', async () => {
    const { status, body } = await units(new World(), 'GET', '/nothing')
    expect(status).toBe(404)
    expect(body.message).toStartWith('There is no unit "nothing": the units are categories, clients, streams')
  })

  test('are refused before what is asked of them is read', async () => {
    const world = new World()
    expect(await units(world, 'PUT', '/nothing', {})).toMatchObject({ status: 404 })
    expect(await units(world, 'PUT', '/categories', {})).toMatchObject({
      status: 405,
      body: { error: 'Method Not Allowed', status: 405, message: 'PUT is not possible here.' },
    })
    expect(await units(world, 'PUT', '/clients', {})).toMatchObject({
      status: 400,
      body: { error: 'Bad Request', status: 400, message: 'Missing required parameter "ID"' },
    })
  })
})

describe('users', () => {
  test('can be made with a chosen id, login and type, and are there for everybody', async () => {
    const world = new World()
    const wanted = { id: '42', login: 'chosen', display_name: 'Chosen', broadcaster_type: 'partner' }
    const { status, body } = await units(world, 'POST', '/users', wanted)
    expect({ status, body }).toEqual({
      status: 201,
      body: {
        id: '42',
        login: 'chosen',
        display_name: 'Chosen',
        type: '',
        broadcaster_type: 'partner',
        description: '',
        profile_image_url: '',
        offline_image_url: '',
        view_count: 0,
        email: 'chosen@testing.mocks',
        created_at: '2026-01-01T12:00:00Z',
      },
    })
    const channel = await world.asApp().get('/channels', { broadcaster_id: '42' })
    expect(channel.body.data).toHaveLength(1)
    expect(await units(world, 'POST', '/users', wanted)).toMatchObject({ status: 409 })
    expect(await units(world, 'POST', '/users', { login: 'chosen' })).toMatchObject({ status: 409 })
    expect(await units(world, 'POST', '/users', { login: 'No Login' })).toMatchObject({ status: 400 })
  })

  test('change, which is announced, and go with all that is theirs', async () => {
    const world = new World()
    const updated = world.announced('user.update')
    const removed = world.announced('user.remove')
    await units(world, 'PATCH', '/users/1003', { display_name: 'Watcher' })
    expect(updated.map(({ display_name }) => display_name)).toEqual(['Watcher'])
    await units(world, 'POST', '/follows', { broadcaster_id: '1001', user_id: '1003' })
    const gone = await units(world, 'DELETE', '/users/1003')
    expect(gone).toMatchObject({ status: 204, body: '' })
    expect(findUser(world.store, '1003')).toBeUndefined()
    expect((await units(world, 'GET', '/follows')).body.total).toBe(0)
    expect(world.store.all('PRAGMA foreign_key_check')).toEqual([])
    expect(removed).toEqual([{ id: '1003', client_ids: [] }])
  })
})

describe('clients', () => {
  test('register redirect URIs by PUT, and are made by POST', async () => {
    const world = new World()
    const uris = ['http://localhost:4000/callback']
    const changed = await units(world, 'PUT', '/clients', { ID: world.client.id, RedirectURIs: uris })
    expect(changed).toMatchObject({ status: 200, body: { ID: world.client.id, RedirectURIs: uris } })
    const refused = await units(world, 'PUT', '/clients', {
      ID: world.client.id,
      RedirectURIs: ['javascript:x'],
    })
    expect(refused.status).toBe(400)
    const made = await units(world, 'POST', '/clients', { Name: 'Device', Type: 'public' })
    expect(made).toMatchObject({ status: 201, body: { Name: 'Device', Secret: '' } })
  })
})

describe('what no public API can do', () => {
  test('a stream goes on air and off, which is announced and leaves a video', async () => {
    const world = new World()
    const online = world.announced('stream.online')
    const offline = world.announced('stream.offline')
    const { status, body } = await units(world, 'POST', '/streams', { user_id: '1001', viewer_count: 7 })
    expect({ status, user: body.user_id, viewers: body.viewer_count }).toEqual({
      status: 201,
      user: '1001',
      viewers: 7,
    })
    expect((await world.asApp().get('/streams', { user_id: '1001' })).body.data).toHaveLength(1)
    expect(await units(world, 'POST', '/streams', { user_id: '1001' })).toMatchObject({ status: 409 })
    world.advance(600)
    await units(world, 'DELETE', `/streams/${body.id}`)
    expect((await world.asApp().get('/streams', { user_id: '1001' })).body.data).toEqual([])
    expect([online.length, offline.length]).toEqual([1, 1])
    const videos = await world.asApp().get('/videos', { user_id: '1001' })
    expect(videos.body.data[0]).toMatchObject({ type: 'archive', duration: '10m0s' })
  })

  test.each([
    ['a follow', '/follows', {}, 'channel.follow'],
    ['a subscription', '/subscriptions', { tier: '2000' }, 'subscription.begin'],
    ['a gift', '/subscriptions', { gifter_id: '1004' }, 'subscription.gift'],
    ['a cheer', '/cheers', { bits: 100 }, 'cheer'],
    ['a held message', '/automod_messages', { text: 'hm' }, 'automod.message.hold'],
    ['a Hype Train', '/hype_trains', { total: 2000 }, 'hype_train.begin'],
  ] as const)('%s happens and is announced', async (_, path, fields, event) => {
    const world = new World()
    const announced = world.announced(event as never)
    const { status } = await units(world, 'POST', path, {
      broadcaster_id: '1001',
      user_id: '1003',
      ...fields,
    })
    expect({ status, announced: announced.length }).toEqual({ status: 201, announced: 1 })
  })

  test('an unban request of a banned user, and only of one', async () => {
    const world = new World()
    const request = { broadcaster_id: '1001', user_id: '1003', text: 'Sorry!' }
    expect(await units(world, 'POST', '/unban_requests', request)).toMatchObject({
      status: 400,
      body: { message: 'The user is not banned.' },
    })
    const moderator = world.as(
      world.broadcaster,
      'moderator:manage:banned_users',
      'moderator:read:unban_requests',
    )
    const acting = { broadcaster_id: '1001', moderator_id: '1001' }
    await moderator.post('/moderation/bans', { data: { user_id: '1003' } }, acting)
    expect((await units(world, 'POST', '/unban_requests', request)).status).toBe(201)
    const pending = await moderator.get('/moderation/unban_requests', { ...acting, status: 'pending' })
    expect(pending.body.data).toMatchObject([{ user_id: '1003', text: 'Sorry!', status: 'pending' }])
  })

  test('a vote in a poll', async () => {
    const world = new World()
    const broadcaster = world.as(world.broadcaster, 'channel:manage:polls')
    const choices = [{ title: 'Heads' }, { title: 'Tails' }]
    const poll = { broadcaster_id: '1001', title: 'Heads or tails?', choices, duration: 60 }
    const [created] = (await broadcaster.post('/polls', poll)).body.data
    const vote = { broadcaster_id: '1001', poll_id: created.id, choice_id: created.choices[1].id }
    await units(world, 'POST', '/poll_votes', vote)
    await units(world, 'POST', '/poll_votes', { ...vote, channel_points_votes: 3 })
    const { body } = await broadcaster.get('/polls', { broadcaster_id: '1001' })
    expect(body.data[0].choices[1]).toMatchObject({ votes: 4, channel_points_votes: 3 })
    world.advance(60)
    expect(await units(world, 'POST', '/poll_votes', vote)).toMatchObject({ status: 400 })
  })
})

describe('events on demand', () => {
  test('are announced to who has subscribed, and are as wanted where that was said', async () => {
    const world = new World()
    const { status, body } = await units(world, 'POST', '/events', {
      type: 'channel.follow',
      condition: { broadcaster_user_id: '1002' },
      event: { user_name: 'Somebody' },
    })
    expect({ status, body }).toMatchObject({
      status: 201,
      body: {
        type: 'channel.follow',
        version: '2',
        condition: { broadcaster_user_id: '1002' },
        event: { broadcaster_user_id: '1002', broadcaster_user_login: 'affiliate', user_name: 'Somebody' },
      },
    })
  })

  test('of a batched type stay a batch', async () => {
    const event = { benefit_id: 'benefit' }
    const { body } = await units(new World(), 'POST', '/events', { type: 'drop.entitlement.grant', event })
    expect(body.event).toEqual([{ id: expect.any(String), data: expect.objectContaining(event) }])
  })

  test.each([
    ['an unknown type', { type: 'channel.sleep' }, 404, 'There is no subscription type channel.sleep.'],
    [
      'an unknown version',
      { type: 'channel.follow', version: '1' },
      404,
      'channel.follow has no version 1: it has 2.',
    ],
    [
      'an unknown user',
      { type: 'channel.follow', condition: { broadcaster_user_id: '9' } },
      400,
      'There is no user 9.',
    ],
    ['nothing', {}, 400, 'Missing required parameter "type"'],
  ])('refuse %s', async (_, wanted, status, message) => {
    const reply = await units(new World(), 'POST', '/events', wanted)
    expect(reply).toMatchObject({ status, body: { status, message } })
  })

  test('list every type', async () => {
    const { body } = await units(new World(), 'GET', '/events')
    expect(body).toMatchObject({ cursor: '', total: 82 })
  })
})

describe('EventSub sessions', () => {
  test('are asked to reconnect, and closed with a code', async () => {
    const world = new World()
    const client = new SocketClient(world)
    const path = `/eventsub_sessions/${client.sessionId}`
    expect((await units(world, 'GET', '/eventsub_sessions')).body).toMatchObject({
      total: 1,
      data: [{ id: client.sessionId }],
    })
    await units(world, 'PATCH', path, { reconnect: true })
    expect(client.types.at(-1)).toBe('session_reconnect')
    expect(await units(world, 'PATCH', path, { close: 4005 })).toMatchObject({
      status: 200,
      body: { id: client.sessionId },
    })
    expect(client.closed).toMatchObject({ code: 4005 })
    expect((await units(world, 'GET', '/eventsub_sessions')).body.total).toBe(0)
  })
})

describe('a listener that fails', () => {
  test('is reported, and the write is answered all the same', async () => {
    const world = new World()
    world.store.on('channel.follow', () => {
      throw new Error('a fault of a listener')
    })
    const follow = { broadcaster_id: '1001', user_id: '1003' }
    expect((await units(world, 'POST', '/follows', follow)).status).toBe(201)
    expect(world.faults.map(String)).toEqual(['Error: a fault of a listener'])
  })
})
