import { describe, expect, test } from 'bun:test'
import { generate } from '../../../src/mock/generation/generate.ts'
import { updateChannel } from '../../../src/mock/resources/channels/information/store.ts'
import { insertGame } from '../../../src/mock/resources/games/store.ts'
import { findUser } from '../../../src/mock/resources/users/store.ts'
import { SocketClient, subscribeBySocket } from '../../support/eventsub.ts'
import { World } from '../../support/world.ts'

const units = (world: World, method: string, path: string, body?: unknown) =>
  world.send(method, `/units${path}`, { body })

test('nobody follows their own channel', async () => {
  const self = { broadcaster_id: '1001', user_id: '1001' }
  expect((await units(new World(), 'POST', '/follows', self)).body).toEqual({
    error: 'Bad Request',
    status: 400,
    message: 'Nobody can follow their own channel.',
  })
})

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

  test('are filtered by members and by a text, page by page', async () => {
    const world = new World()
    const page = async (query: string) => (await units(world, 'GET', `/users${query}`)).body
    const ids = async (query: string) => (await page(query)).data.map(({ id }: { id: string }) => id)
    expect(await ids('?broadcaster_type=')).toEqual(['1003', '1004'])
    expect(await ids('?broadcaster_type=partner&login=broadcaster')).toEqual(['1001'])
    expect(await ids('?broadcaster_type=partner&login=viewer')).toEqual([])
    expect(await ids('?search=VIEWER')).toEqual(['1003'])
    expect(await ids("?search=100%25' OR 1")).toEqual([])
    const first = await page('?broadcaster_type=&first=1')
    expect(first).toMatchObject({ total: 2, data: [{ id: '1003' }] })
    expect(await page(`?broadcaster_type=&first=1&after=${first.cursor}`)).toMatchObject({
      cursor: '',
      total: 2,
      data: [{ id: '1004' }],
    })
    const refused = await units(world, 'GET', '/users?no_member=1')
    expect({ status: refused.status, body: refused.body }).toEqual({
      status: 400,
      body: {
        error: 'Bad Request',
        status: 400,
        message:
          'The parameter "no_member" is unknown: the members are first, after, last, before, id, search, login, ' +
          'display_name, type, broadcaster_type, description, profile_image_url, offline_image_url, view_count, ' +
          'email, created_at, title, stream_language, delay, game_id, game_name, is_branded_content.',
      },
    })
  })

  test('have all rows where no page is asked for', async () => {
    const world = new World()
    for (let n = 1; n <= 150; n++) world.user(String(5000 + n), `More${n}`)
    const { body } = await units(world, 'GET', '/users')
    expect({ ...body, data: body.data.length }).toEqual({ cursor: '', total: 154, data: 154 })
    const page = (await units(world, 'GET', '/users?first=100')).body
    expect([page.total, page.data.length]).toEqual([154, 100])
    const rest = (await units(world, 'GET', `/users?after=${page.cursor}`)).body
    expect({ ...rest, data: rest.data.length }).toEqual({ cursor: '', total: 154, data: 54 })
    expect([...page.data, ...rest.data]).toEqual(body.data)
  })

  test.each([
    ['0', 'the value must be greater than or equal to 1'],
    ['101', 'the value must be less than or equal to 100'],
    ['many', 'value must be a numeric'],
  ])('refuse a page of %s', async (first, rule) => {
    expect(await units(new World(), 'GET', `/users?first=${first}`)).toMatchObject({
      status: 400,
      body: { message: `The parameter "first" was malformed: ${rule}` },
    })
  })

  test('of videos list muted segments, also where there are none', async () => {
    const world = new World()
    await generate(world.store, { count: 2 })
    const { data } = (await units(world, 'GET', '/videos')).body
    expect(data.length).toBeGreaterThan(0)
    const lists = data.map(({ muted_segments }: { muted_segments: unknown }) => Array.isArray(muted_segments))
    expect(lists).not.toContain(false)
  })

  test('of users tell what their channels say', async () => {
    const world = new World()
    const channel = { title: 'Hi', delay: 5, broadcaster_language: 'de', is_branded_content: true }
    const game_id = '509658'
    insertGame(world.store, { id: game_id, name: 'Just Talking', box_art_url: '', igdb_id: '' })
    updateChannel(world.store, '1001', { ...channel, game_id })
    expect((await units(world, 'GET', '/users/1001')).body).toMatchObject({
      title: 'Hi',
      stream_language: 'de',
      delay: 5,
      game_id,
      game_name: 'Just Talking',
      is_branded_content: true,
    })
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

  test('describe of which members the ID of a row is made', async () => {
    const world = new World()
    await generate(world.store, { count: 10 })
    const { paths } = (await world.send('GET', '/mock/openapi.json')).body
    const described = Object.keys(paths).flatMap((path) => /^\/units\/(\w+)\/\{id\}$/.exec(path)?.[1] ?? [])
    const found: string[] = []
    for (const unit of described.filter(
      (unit) => paths[`/units/${unit}`]?.get && paths[`/units/${unit}/{id}`].get,
    )) {
      const [row] = (await units(world, 'GET', `/${unit}?first=1`)).body.data
      if (!row) continue
      const [{ 'x-members': members, description }] = paths[`/units/${unit}/{id}`].get.parameters
      const id = members.map((member: string) => row[member]).join(':')
      expect({ unit, row: (await units(world, 'GET', `/${unit}/${id}`)).body }).toEqual({ unit, row })
      expect(description).toBe(`The row's ${members.join(':')}`)
      found.push(unit)
    }
    expect(found.length).toBeGreaterThan(25)
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
  test('keep the leading zero of an id', async () => {
    const world = new World()
    const { body: user } = await units(world, 'POST', '/users', { id: '0123', login: 'zero' })
    expect(user.id).toBe('0123')
    const api = world.as(world.broadcaster, 'channel:manage:vips')
    expect((await api.get('/users', { id: '0123' })).body.data).toMatchObject([{ id: '0123' }])
    expect((await api.get('/users', { id: '123' })).body.data).toEqual([])
    const vip = { broadcaster_id: world.broadcaster.id, user_id: '0123' }
    expect((await api.post('/channels/vips', undefined, vip)).status).toBe(204)
    expect((await api.get('/channels/vips', vip)).body.data).toMatchObject([{ user_id: '0123' }])
  })

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
        title: '',
        stream_language: 'en',
        delay: 0,
        game_id: '',
        game_name: '',
        is_branded_content: false,
      },
    })
    const channel = await world.asApp().get('/channels', { broadcaster_id: '42' })
    expect(channel.body.data).toHaveLength(1)
    expect(await units(world, 'POST', '/users', wanted)).toMatchObject({ status: 409 })
    expect(await units(world, 'POST', '/users', { login: 'chosen' })).toMatchObject({ status: 409 })
    expect(await units(world, 'POST', '/users', { login: 'No Login' })).toMatchObject({ status: 400 })
  })

  test('change, which is published, and go with all that is theirs', async () => {
    const world = new World()
    const updated = world.emitted('user.update')
    const removed = world.emitted('user.remove')
    await units(world, 'PATCH', '/users/1003', { display_name: 'Watcher' })
    expect(updated.map(({ display_name }) => display_name)).toEqual(['Watcher'])
    const described = (description: string) => units(world, 'PATCH', '/users/1003', { description })
    expect((await described('Hi')).body.description).toBe('Hi')
    expect((await described('')).body.description).toBe('')
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
  const row = (id: string) => `/clients/${id}`

  test('have redirect URIs, which a PUT replaces', async () => {
    const world = new World()
    const { id: ID } = world.client
    const uris = (RedirectURIs: string[]) => ({ ID, RedirectURIs })
    const listed = await units(world, 'GET', '/redirect_uris')
    expect(listed.body).toEqual({ cursor: '', total: 1, data: [uris(['http://localhost:3000'])] })
    const wanted = uris(['http://localhost:4000/callback'])
    const changed = await units(world, 'PUT', '/redirect_uris', wanted)
    expect(changed).toMatchObject({ status: 200, body: wanted })
    expect((await units(world, 'GET', `/redirect_uris/${ID}`)).body).toEqual(wanted)
    const refused = await units(world, 'PUT', '/redirect_uris', uris(['javascript:x']))
    expect(refused).toMatchObject({
      status: 400,
      body: { message: '"javascript:x" has a scheme that a browser must not be sent to' },
    })
  })

  test('are changed by PUT, named in the body', async () => {
    const world = new World()
    const wanted = { id: world.client.id, name: 'Renamed', RedirectURIs: ['http://localhost:4000'] }
    const changed = await units(world, 'PUT', '/clients', wanted)
    const { id: ID, secret: Secret } = world.client
    expect(changed).toMatchObject({ status: 200, body: { ID, Secret, Name: 'Renamed', IsExtension: false } })
  })

  test.each([
    ['as documented', { ID: 'mine', Secret: 's3cret', Name: 'Mine', Type: 'confidential' }],
    ['in small letters', { id: 'mine', secret: 's3cret', name: 'Mine', type: 'confidential' }],
    ['in capitals', { ID: 'mine', SECRET: 's3cret', NAME: 'Mine' }],
  ])('are made by POST with chosen credentials, %s', async (_, wanted) => {
    const world = new World()
    const body = { ID: 'mine', Secret: 's3cret', Name: 'Mine', IsExtension: false }
    const made = await units(world, 'POST', '/clients', wanted)
    expect(made).toMatchObject({ status: 201, body })
    expect(Object.keys(made.body)).toEqual(['ID', 'Secret', 'Name', 'IsExtension'])
    expect((await units(world, 'GET', row('mine'))).body).toEqual(body)
    const query = new URLSearchParams({
      client_id: 'mine',
      client_secret: 's3cret',
      grant_type: 'client_credentials',
    })
    expect(await world.send('POST', `/auth/token?${query}`)).toMatchObject({ status: 200 })
    expect(await units(world, 'POST', '/clients', wanted)).toMatchObject({
      status: 409,
      body: { message: 'There is a client with the ID mine already.' },
    })
  })

  test('that are public have no secret', async () => {
    const world = new World()
    const made = await units(world, 'POST', '/clients', { Name: 'Device', Type: 'public' })
    expect(made).toMatchObject({ status: 201, body: { Name: 'Device', Secret: '' } })
    const contradiction = { Name: 'Device', Type: 'public', Secret: 'x' }
    expect(await units(world, 'POST', '/clients', contradiction)).toMatchObject({
      status: 400,
      body: { message: 'A public client has no secret.' },
    })
  })

  test('of extensions are with the extensions', async () => {
    const world = new World()
    await generate(world.store, { count: 2 })
    const clients = (await units(world, 'GET', '/clients')).body.data
    expect(clients.map(({ IsExtension }: { IsExtension: boolean }) => IsExtension)).toEqual([false, false])
    const { total, data } = (await units(world, 'GET', '/extensions')).body
    const [extension] = data
    expect(total).toBe(1)
    expect(Object.keys(extension)).toEqual(['ID', 'Secret', 'ClientSecret', 'OwnerID', 'Version'])
    const { ID, ClientSecret } = extension
    const query = `client_id=${ID}&client_secret=${ClientSecret}&grant_type=client_credentials`
    expect(await world.send('POST', `/auth/token?${query}`)).toMatchObject({ status: 200 })
  })
})

describe('bodies', () => {
  test.each([
    ['POST', '/users', { login: 'somebody', loginn: 'x' }, 'loginn', 'id, login, display_name, type'],
    ['PATCH', '/users/1003', { nickname: 'x' }, 'nickname', 'login, display_name, type'],
    ['POST', '/clients', { Name: 'x', Scopes: [] }, 'Scopes', 'ID, Secret, Name, Type, RedirectURIs'],
    [
      'POST',
      '/events',
      { type: 'stream.online', events: {} },
      'events',
      'type, version, subscription_id, condition, session_id, user_id, event',
    ],
    [
      'POST',
      '/automatic_redemptions',
      { type: 'send_highlighted_message', unlocked_emote: { id: '1', name: 'x', set: '2' } },
      'unlocked_emote.set',
      'id, name',
    ],
    ['PUT', '/users', { ID: '1003', Login: 'x' }, 'Login', 'login, display_name, type'],
  ])('of %s %s refuse a member that is unknown by its name', async (method, path, body, name, members) => {
    const world = new World()
    const { status, body: refusal } = await units(world, method, path, body)
    expect(status).toBe(400)
    expect(refusal.message).toStartWith(`The parameter "${name}" is unknown: the members are ${members}`)
  })

  test('refuse a member that is there twice', async () => {
    const reply = await units(new World(), 'POST', '/clients', { Name: 'one', name: 'other' })
    expect(reply).toMatchObject({ status: 400, body: { message: 'The parameter "Name" is there twice.' } })
  })
})

describe('the reference', () => {
  test('describes every unit with every member of every write', async () => {
    const { paths } = (await new World().send('GET', '/mock/openapi.json')).body
    const described = Object.keys(paths).filter((path) => /^\/units\/[^/]+$/.test(path))
    const { data } = (await units(new World(), 'GET', '')).body
    expect(described).toEqual(data.map((name: string) => `/units/${name}`))
    const members = (operation: { requestBody: { content: object } }) =>
      // biome-ignore lint/suspicious/noExplicitAny: a part of a document
      (operation.requestBody.content as any)['application/json'].schema
    const client = members(paths['/units/clients'].post)
    expect(Object.keys(client.properties)).toEqual(['ID', 'Secret', 'Name', 'Type', 'RedirectURIs'])
    expect(client).toMatchObject({
      required: ['Name'],
      additionalProperties: false,
      properties: { Type: { enum: ['confidential', 'public'] } },
    })
    expect(members(paths['/units/redirect_uris'].put).required).toEqual(['ID', 'RedirectURIs'])
    const { reconnect, close } = members(paths['/units/eventsub_sessions/{id}'].patch).properties
    expect([reconnect, close]).toMatchObject([
      { type: 'boolean', description: 'Sends session_reconnect' },
      { type: 'integer', minimum: 4000, maximum: 4007 },
    ])
    expect(close.description).toContain('4003 connection unused')
    expect(Object.keys(members(paths['/units/events'].post).properties)).toEqual([
      'type',
      'version',
      'subscription_id',
      'condition',
      'session_id',
      'user_id',
      'event',
    ])
    expect(paths['/units/users'].get.parameters).toEqual([
      expect.objectContaining({ name: 'first', in: 'query' }),
      expect.objectContaining({ name: 'after' }),
      expect.objectContaining({ name: 'last' }),
      expect.objectContaining({ name: 'before' }),
      expect.objectContaining({ name: 'id' }),
      expect.objectContaining({ name: 'search' }),
    ])
    expect(paths['/units/teams'].post).toBeUndefined()
  })

  test('names what stands for something in a path', async () => {
    const { paths } = (await new World().send('GET', '/mock/openapi.json')).body
    type Operations = Record<string, { parameters?: { name: string; in: string }[] }>
    const named = Object.entries<Operations>(paths).flatMap(([path, operations]) =>
      Object.values(operations).map(({ parameters = [] }) => ({
        path,
        names: parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name),
      })),
    )
    expect(named).toContainEqual({ path: '/units/snapshots/{name}', names: ['name'] })
    for (const { path, names } of named)
      expect(names).toEqual([...path.matchAll(/{(\w+)}/g)].map(([, name]) => name!))
    expect(Object.keys(paths).filter((path) => path.includes(':'))).toEqual([])
  })
})

describe('what no public API can do', () => {
  test('a stream goes on air and off, which is published and leaves a video', async () => {
    const world = new World()
    const online = world.emitted('stream.online')
    const offline = world.emitted('stream.offline')
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
  ] as const)('%s happens and is published', async (_, path, fields, event) => {
    const world = new World()
    const emitted = world.emitted(event as never)
    const { status } = await units(world, 'POST', path, {
      broadcaster_id: '1001',
      user_id: '1003',
      ...fields,
    })
    expect({ status, published: emitted.length }).toEqual({ status: 201, published: 1 })
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
  test('are published to who has subscribed, and are as wanted where that was said', async () => {
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

  const noUser = { user_id: null, user_login: null, user_name: null }
  const noChatter = { chatter_user_id: null, chatter_user_login: null, chatter_user_name: null }
  const noModerator = { moderator_user_id: null, moderator_user_login: null, moderator_user_name: null }
  const some = expect.anything()
  test.each<[string, object, object]>([
    ['channel.cheer', { is_anonymous: true }, noUser],
    ['channel.subscription.gift', { is_anonymous: true }, { ...noUser, cumulative_total: null }],
    ['channel.chat.notification', { notice_type: 'sub_gift', chatter_is_anonymous: true }, noChatter],
    ['channel.ban', { is_permanent: true }, { ends_at: null }],
    ['channel.ban', { is_permanent: false }, { ends_at: some }],
    ['channel.unban_request.resolve', { status: 'canceled' }, noModerator],
    ['channel.prediction.end', { status: 'canceled' }, { winning_outcome_id: '' }],
    ['automod.message.hold', { reason: 'automod' }, { automod: some, blocked_term: null }],
    [
      'automod.message.update',
      { reason: 'blocked_term' },
      { automod: null, blocked_term: { terms_found: [some] } },
    ],
  ])('of %s with %p have what belongs to it', async (type, event, expected) => {
    const { body } = await units(new World(), 'POST', '/events', { type, event })
    expect(body.event).toMatchObject({ ...event, ...expected })
  })

  test('are told to a subscription that is named, by its condition', async () => {
    const world = new World()
    const client = new SocketClient(world)
    const condition = { broadcaster_user_id: '1002', moderator_user_id: '1002' }
    const wanted = { type: 'channel.follow', version: '2', condition }
    const { id } = await subscribeBySocket(world, client, world.affiliate, wanted, 'moderator:read:followers')
    const named = { type: 'channel.follow', subscription_id: id }
    const { body } = await units(world, 'POST', '/events', named)
    expect(client.of('notification').map(({ payload }) => payload.event)).toEqual([body.event])
    expect(body.event).toMatchObject({ broadcaster_user_id: '1002' })
    expect(await units(world, 'POST', '/events', { ...named, type: 'channel.cheer' })).toMatchObject({
      status: 400,
      body: { message: 'The subscription is to channel.follow, not to channel.cheer.' },
    })
    expect((await units(world, 'POST', '/events', { ...named, subscription_id: 'x' })).status).toBe(404)
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
    [
      'an unknown kind',
      { type: 'channel.bits.use', event: { type: 'tip' } },
      400,
      'There is no tip, but cheer, power_up, custom_power_up.',
    ],
    ['nothing', {}, 400, 'Missing required parameter "type"'],
  ])('refuse %s', async (_, wanted, status, message) => {
    const reply = await units(new World(), 'POST', '/events', wanted)
    expect(reply).toMatchObject({ status, body: { status, message } })
  })

  test('list every type', async () => {
    const { body } = await units(new World(), 'GET', '/events')
    expect(body).toMatchObject({ cursor: '', total: 83 })
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

describe('EventSub subscriptions', () => {
  test('are listed without their secrets, revoked, enabled again and deleted', async () => {
    const world = new World()
    const client = new SocketClient(world)
    const wanted = { type: 'stream.online', condition: { broadcaster_user_id: '1001' } }
    const subscription = await subscribeBySocket(world, client, world.broadcaster, wanted)
    const path = `/eventsub_subscriptions/${subscription.id}`
    const { body } = await units(world, 'GET', '/eventsub_subscriptions')
    expect(body.data).toEqual([{ ...subscription, client_id: world.client.id, user_id: '1001' }])
    expect((await units(world, 'PATCH', path, { status: 'user_removed' })).status).toBe(200)
    world.advance(1)
    expect(client.messages.at(-1)).toMatchObject({
      metadata: { message_type: 'revocation' },
      payload: { subscription: { id: subscription.id, status: 'user_removed' } },
    })
    await units(world, 'PATCH', path, { status: 'enabled' })
    // The revocation would have been forgotten; the client has answered no ping.
    world.advance(3605)
    expect((await units(world, 'GET', '/eventsub_subscriptions')).body.data[0]).toMatchObject({
      status: 'websocket_failed_ping_pong',
    })
    expect(await units(world, 'PATCH', path, { status: 'enabled' })).toMatchObject({
      status: 400,
      body: { message: 'The session of the subscription is over: it cannot be enabled again.' },
    })
    expect((await units(world, 'DELETE', path)).status).toBe(204)
    expect((await units(world, 'PATCH', path, { status: 'enabled' })).status).toBe(404)
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
