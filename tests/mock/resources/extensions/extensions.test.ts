import { describe, expect, test } from 'bun:test'
import { insertInstallation } from '../../../../src/mock/resources/extensions/installations/store.ts'
import { createTransaction } from '../../../../src/mock/resources/extensions/transactions/store.ts'
import { beginStream } from '../../../../src/mock/resources/streams/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { TestExtension } from '../../../support/extension.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { uuid, World } from '../../../support/world.ts'

const made = new WeakMap<World, TestExtension>()
const extensionOf = (world: World) => {
  if (!made.has(world)) made.set(world, new TestExtension(world))
  return made.get(world)!
}
const app = (world: World) => extensionOf(world).app()

const missing = (name: string) => `Missing required parameter "${name}"`
const requiredId = {
  condition: '400 The extension_id query parameter is required.',
  query: { extension_id: undefined },
  message: missing('extension_id'),
}

const crate = { sku: '1010', cost: { amount: 990, type: 'bits' as const }, display_name: 'Rusty Crate 2' }
const soldCrate = {
  ...crate,
  in_development: false,
  expiration: '9999-12-31T23:59:59.000Z',
  is_broadcast: false,
}

describe('PUT /bits/extensions', () => {
  test('adds a product, changes it, and switches it off', async () => {
    const world = new World()
    const products = async (should_include_all?: boolean) =>
      (await app(world).get('/bits/extensions', { should_include_all })).body.data
    expect((await app(world).put('/bits/extensions', crate)).body).toEqual({ data: [soldCrate] })
    expect(await products()).toEqual([soldCrate])
    const expiration = '2025-12-31T00:00:00Z'
    await app(world).put('/bits/extensions', { ...crate, display_name: 'Crate', expiration })
    expect(await products()).toEqual([])
    expect(await products(true)).toEqual([
      { ...soldCrate, display_name: 'Crate', expiration: '2025-12-31T00:00:00.000Z' },
    ])
  })
})

const asExtension = (world: World) => extensionOf(world).add({ id: world.client.id })
describeAuthorization('GET /bits/extensions', { token: 'app' }, (world) => {
  asExtension(world)
  return {}
})
describeAuthorization('PUT /bits/extensions', { token: 'app' }, (world) => {
  asExtension(world)
  return { body: crate }
})
describeRefusals('GET /bits/extensions', { caller: app, valid: () => ({}) }, [
  {
    condition: '400 The ID in the Client-Id header must belong to an extension.',
    caller: (world) => world.asApp(),
  },
])
describeRefusals('PUT /bits/extensions', { caller: app, valid: () => ({ body: crate }) }, [
  { condition: '400 The sku field is required.', body: { sku: '' }, message: missing('sku') },
  {
    condition:
      '400 The value in the sku field is not valid. The SKU may contain only alphanumeric characters, ' +
      'dashes (-), underscores (_), and periods (.).',
    body: { sku: 'two words' },
  },
  {
    condition: "400 The cost object's amount field is required.",
    body: { cost: { type: 'bits' } },
    message: missing('cost.amount'),
  },
  {
    condition: "400 The value in the cost object's amount field is not valid.",
    body: { cost: { amount: 10_001, type: 'bits' } },
  },
  {
    condition: "400 The cost object's type field is required.",
    body: { cost: { amount: 1 } },
    message: missing('cost.type'),
  },
  {
    condition: "400 The value in the cost object's type field is not valid.",
    body: { cost: { amount: 1, type: 'usd' } },
  },
  {
    condition: '400 The display_name field is required.',
    body: { display_name: undefined },
    message: missing('display_name'),
  },
  {
    condition: '400 The ID in the Client-Id header must belong to the extension.',
    caller: (world) => world.asApp(),
  },
])

const buy = (world: World) =>
  createTransaction(world.store, {
    extension_id: extensionOf(world).id,
    broadcaster_id: '1001',
    user_id: '1003',
    product: soldCrate,
  })

describe('GET /extensions/transactions', () => {
  test('lists what was bought, the newest first', async () => {
    const world = new World()
    const bought = world.emitted('extension.bits_transaction.create')
    const first = buy(world)
    world.advance(60)
    const second = buy(world)
    const extension_id = extensionOf(world).id
    expect(bought).toEqual([first, second].map((transaction) => ({ ...transaction, extension_id })))
    expect(first).toEqual({
      id: uuid(1),
      timestamp: '2026-01-01T12:00:00.000Z',
      broadcaster_id: '1001',
      broadcaster_login: 'broadcaster',
      broadcaster_name: 'Broadcaster',
      user_id: '1003',
      user_login: 'viewer',
      user_name: 'Viewer',
      product_type: 'BITS_IN_EXTENSION',
      product_data: {
        sku: '1010',
        domain: `twitch.ext.${extension_id}`,
        cost: crate.cost,
        inDevelopment: false,
        displayName: 'Rusty Crate 2',
        expiration: '',
        broadcast: false,
      },
    })
    const listed = await app(world).get('/extensions/transactions', { extension_id })
    expect(listed.body).toEqual({ data: [second, first], pagination: {} })
    const one = await app(world).get('/extensions/transactions', { extension_id, id: first.id })
    expect(one.body.data).toEqual([first])
  })
})
describeAuthorization('GET /extensions/transactions', { token: 'app' }, (world) => ({
  query: { extension_id: world.client.id },
}))
describeRefusals(
  'GET /extensions/transactions',
  { caller: app, valid: (world) => ({ query: { extension_id: extensionOf(world).id } }) },
  [
    requiredId,
    {
      condition: '400 The request specified too many id query parameters.',
      query: { id: Array(101).fill('x') },
      message: 'The parameter "id" was malformed: there must be at most 100 values',
    },
    {
      condition: '400 The pagination cursor is not valid.',
      query: { after: 'x' },
      message: 'Invalid cursor.',
    },
    {
      condition:
        '401 The ID in the extension_id query parameter must match the client ID in the access token.',
      query: { extension_id: 'another' },
    },
    {
      condition:
        '404 One or more of the transaction IDs specified using the id query parameter were not found.',
      query: { id: 'nope' },
    },
  ],
)

const install = (world: World, version = '1.0.0') =>
  insertInstallation(world.store, { user_id: '1001', extension_id: extensionOf(world).id, version })
const live = (world: World) => {
  install(world)
  beginStream(world.store, '1001')
  return { query: { extension_id: extensionOf(world).id } }
}

describe('GET /extensions/live', () => {
  test('lists who is live with the extension', async () => {
    const world = new World()
    const { body } = await world.asApp().get('/extensions/live', live(world).query)
    const channel = {
      broadcaster_id: '1001',
      broadcaster_name: 'Broadcaster',
      game_name: '',
      game_id: '',
      title: '',
    }
    expect(body).toEqual({ data: [channel], pagination: '' })
  })
})
describeAuthorization('GET /extensions/live', { token: 'any' }, live)
describeRefusals('GET /extensions/live', { caller: (world) => world.asApp(), valid: live }, [
  requiredId,
  { condition: '400 The pagination cursor is not valid.', query: { after: 'x' }, message: 'Invalid cursor.' },
  {
    condition:
      "404 The extension specified in the extension_id query parameter was not found or it's not being " +
      'used in a live stream.',
    query: { extension_id: 'nobody' },
  },
])

describeAuthorization('GET /extensions/released', { token: 'any' }, (world) => ({
  query: { extension_id: extensionOf(world).id },
}))
describeRefusals(
  'GET /extensions/released',
  {
    caller: (world) => world.asApp(),
    valid: (world) => ({ query: { extension_id: extensionOf(world).id } }),
  },
  [
    requiredId,
    {
      condition:
        '404 The extension specified in the extension_id query parameter was not found or is not released.',
      query: { extension_version: '1.1.0' },
    },
  ],
)

const editor = (world: World) => world.as(world.broadcaster, 'user:edit:broadcast')
const empty = { active: false }
const nothing = {
  panel: { 1: empty, 2: empty, 3: empty },
  overlay: { 1: empty },
  component: { 1: empty, 2: empty },
}

describe('installed extensions', () => {
  test('are activated, moved and switched off', async () => {
    const world = new World()
    install(world)
    const { id } = extensionOf(world)
    const here = { active: true, id, version: '1.0.0' }
    const put = async (data: object) => (await editor(world).put('/users/extensions', { data })).body.data
    const shown = { ...here, name: 'Extension' }
    expect(await put({ panel: { 2: here } })).toEqual({ ...nothing, panel: { 1: empty, 2: shown, 3: empty } })
    const component = { 1: { ...shown, x: 5, y: 0 }, 2: empty }
    expect(await put({ component: { 1: { ...here, x: 5 } } })).toEqual({ ...nothing, component })
    expect((await world.asApp().get('/users/extensions', { user_id: '1001' })).body).toEqual({
      data: { ...nothing, component },
    })
    expect(await put({ component: { 1: { active: false } } })).toEqual(nothing)
  })

  test('show a version that is not released to their broadcaster alone', async () => {
    const world = new World()
    install(world)
    const version = { active: true, id: extensionOf(world).id, version: '1.1.0' }
    await editor(world).put('/users/extensions', { data: { overlay: { 1: version } } })
    const versionFor = async (scope: 'user:read:broadcast' | 'openid') =>
      (await world.as(world.broadcaster, scope).get('/users/extensions')).body.data.overlay[1].version
    expect(await versionFor('user:read:broadcast')).toBe('1.1.0')
    expect(await versionFor('openid')).toBeUndefined()
  })

  test('are listed, those that are not active with the wider scope; a required configuration comes first', async () => {
    const world = new World()
    install(world, '1.1.0')
    const list = async (scope: 'user:read:broadcast' | 'user:edit:broadcast') =>
      (await world.as(world.broadcaster, scope).get('/users/extensions/list')).body.data
    const { id } = extensionOf(world)
    const type = ['component', 'mobile', 'overlay', 'panel']
    const installed = { id, version: '1.1.0', name: 'Extension', can_activate: false, type }
    expect(await list('user:edit:broadcast')).toEqual([installed])
    expect(await list('user:read:broadcast')).toEqual([])
    const configuration = { extension_id: id, extension_version: '1.1.0', required_configuration: 'RCS' }
    const query = { broadcaster_id: '1001' }
    await extensionOf(world).backend().put('/extensions/required_configuration', configuration, query)
    expect(await list('user:edit:broadcast')).toEqual([{ ...installed, can_activate: true }])
  })
})

const off = { body: { data: { panel: { 1: { active: false } } } } }
describeAuthorization('GET /users/extensions', { token: 'any' }, () => ({ query: { user_id: '1001' } }))
describeAuthorization(
  'GET /users/extensions/list',
  { token: 'user', scopes: ['user:read:broadcast', 'user:edit:broadcast'] },
  () => ({}),
)
describeAuthorization('PUT /users/extensions', { token: 'user', scopes: ['user:edit:broadcast'] }, () => off)
describeRefusals('GET /users/extensions', { caller: (world) => world.asApp(), valid: () => ({}) }, [
  { condition: '400 The user_id query parameter is required if you specify an app access token.' },
])
describeRefusals('PUT /users/extensions', { caller: editor, valid: () => off }, [
  {
    condition: '400 The JSON payload is malformed.',
    call: () => ({ body: '{' }),
    message: 'The request body is not valid JSON.',
  },
  {
    condition: '400 (undocumented) a slot that there is not',
    body: { data: { panel: { 4: { active: false } } } },
    message: 'The parameter "data.panel.4" was malformed: value must be of type object',
  },
  {
    condition: '404 An extension with the specified id and version values was not found.',
    body: { data: { panel: { 1: { active: true, id: 'nope', version: '1.0.0' } } } },
  },
])
