import { describe, expect, test } from 'bun:test'
import { page } from '../../../../src/mock/engine/page.ts'
import { extensionUnits } from '../../../../src/mock/resources/extensions/secrets/store.ts'
import { describeJwt, TestExtension } from '../../../support/extension.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

/** The extension of each world that a table of refusals makes. */
const made = new WeakMap<World, TestExtension>()
const extensionOf = (world: World) => {
  if (!made.has(world)) made.set(world, new TestExtension(world))
  return made.get(world)!
}
const backend = (world: World) => extensionOf(world).backend({ channel_id: '1001' })

const missing = (name: string) => `Missing required parameter "${name}"`

describe('secrets', () => {
  const secretsOf = async (extension: TestExtension) =>
    (await extension.backend().get('/extensions/jwt/secrets', { extension_id: extension.id })).body.data[0]
      .secrets

  test('a new one is active after its delay, and the older one goes later', async () => {
    const extension = new TestExtension(new World())
    const query = { extension_id: extension.id, delay: 600 }
    const { body } = await extension.backend().post('/extensions/jwt/secrets', {}, query)
    expect(body.data).toEqual([
      {
        format_version: 1,
        secrets: [
          {
            content: extension.secret,
            active_at: '2026-01-01T12:00:00.000Z',
            expires_at: '2026-01-01T13:15:00.000Z',
          },
          {
            // 256 bits.
            content: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
            active_at: '2026-01-01T12:10:00.000Z',
            expires_at: '2125-12-08T12:10:00.000Z',
          },
        ],
      },
    ])
    const { content } = body.data[0].secrets[1]
    const withNew = () =>
      extension.backend({}, content).get('/extensions/jwt/secrets', { extension_id: extension.id })
    const { world } = extension
    const unit = () => page(world.store, extensionUnits(world.store), { first: 20 }).items
    const units = (Secret: string) => [
      { ID: extension.id, Secret, ClientSecret: extension.client.secret, OwnerID: '1001', Version: '1.0.0' },
    ]
    expect(await withNew()).toMatchObject({ status: 401 })
    expect(unit()).toEqual(units(extension.secret))
    world.advance(600)
    expect(await withNew()).toMatchObject({ status: 200 })
    expect(unit()).toEqual(units(content))
    expect(await secretsOf(extension)).toHaveLength(2)
    world.advance(65 * 60)
    expect(await extension.backend().get('/extensions', { extension_id: extension.id })).toMatchObject({
      status: 401,
    })
    expect((await withNew()).body.data[0].secrets).toHaveLength(1)
  })

  test.each([{ delay: 300 }, {}])('a new one is active after five minutes: %p', async (wanted) => {
    const extension = new TestExtension(new World())
    const query = { extension_id: extension.id, ...wanted }
    const { body } = await extension.backend().post('/extensions/jwt/secrets', {}, query)
    expect(body.data[0].secrets[1]).toMatchObject({ active_at: '2026-01-01T12:05:00.000Z' })
  })
})

describeJwt('GET /extensions/jwt/secrets', ({ id }) => ({ query: { extension_id: id } }))
describeJwt('POST /extensions/jwt/secrets', ({ id }) => ({ query: { extension_id: id } }))
describeRefusals(
  'GET /extensions/jwt/secrets',
  { caller: backend, valid: (world) => ({ query: { extension_id: extensionOf(world).id } }) },
  [
    {
      condition: '400 The extension_id query parameter is required.',
      query: { extension_id: undefined },
      message: missing('extension_id'),
    },
    {
      condition: "401 (undocumented) another extension's secrets",
      query: { extension_id: 'another' },
      message: 'The JWT token is not valid.',
    },
  ],
)
describeRefusals(
  'POST /extensions/jwt/secrets',
  { caller: backend, valid: (world) => ({ query: { extension_id: extensionOf(world).id } }) },
  [
    {
      condition: '400 The extension_id query parameter is required.',
      query: { extension_id: undefined },
      message: missing('extension_id'),
    },
    {
      condition: '400 The delay specified in the delay query parameter is too short.',
      query: { delay: 299 },
    },
  ],
)

describe('configurations', () => {
  test('are kept by segment and channel', async () => {
    const extension = new TestExtension(new World())
    const api = extension.backend()
    const base = { extension_id: extension.id }
    await api.put('/extensions/configurations', { ...base, segment: 'global', content: 'all', version: '1' })
    await api.put('/extensions/configurations', { ...base, segment: 'global', content: 'everybody' })
    const ofChannel = { ...base, segment: 'broadcaster', broadcaster_id: '1001' }
    expect(await api.put('/extensions/configurations', { ...ofChannel, content: '{}' })).toMatchObject({
      status: 204,
    })
    const query = {
      ...base,
      segment: ['broadcaster', 'global', 'developer', 'global'],
      broadcaster_id: '1001',
    }
    const { body } = await api.get('/extensions/configurations', query)
    expect(body.data).toEqual([
      { segment: 'broadcaster', broadcaster_id: '1001', content: '{}', version: '' },
      { segment: 'global', content: 'everybody', version: '1' },
    ])
  })
})

const segment = (extension: TestExtension) => ({
  extension_id: extension.id,
  segment: 'broadcaster',
  broadcaster_id: '1001',
})
describeJwt('GET /extensions/configurations', (extension) => ({ query: segment(extension) }))
describeJwt('PUT /extensions/configurations', (extension) => ({ body: segment(extension) }))
describeRefusals(
  'GET /extensions/configurations',
  { caller: backend, valid: (world) => ({ query: segment(extensionOf(world)) }) },
  [
    {
      condition: '400 The extension_id query parameter is required.',
      query: { extension_id: undefined },
      message: missing('extension_id'),
    },
    {
      condition: '400 The value in the segment query parameter is not valid.',
      query: { segment: 'viewer' },
      message:
        'The parameter "segment.0" was malformed: value must be one of "broadcaster", "developer", "global"',
    },
    {
      condition:
        '400 The broadcaster_id query parameter is required if the segment query parameter is set to ' +
        'broadcaster or developer.',
      query: { broadcaster_id: undefined },
    },
    {
      condition:
        '429 The app exceeded the number of requests that it may make per minute. See Rate Limits above.',
      arrange: async (world) => {
        const query = segment(extensionOf(world))
        for (let n = 0; n < 20; n++) await backend(world).get('/extensions/configurations', query)
      },
    },
  ],
)
describeRefusals(
  'PUT /extensions/configurations',
  { caller: backend, valid: (world) => ({ body: segment(extensionOf(world)) }) },
  [
    {
      condition: '400 The broadcaster_id field is required if segment is set to developer or broadcaster.',
      body: { broadcaster_id: undefined },
    },
    {
      condition: '400 (undocumented) more than 5 KB',
      body: { content: 'x'.repeat(5121) },
      message: 'The content of a segment must not be larger than 5 KB.',
    },
  ],
)

const required = (extension: TestExtension) => ({
  query: { broadcaster_id: '1001' },
  body: { extension_id: extension.id, extension_version: '1.1.0', required_configuration: 'RCS' },
})
describeJwt('PUT /extensions/required_configuration', required)
describeRefusals(
  'PUT /extensions/required_configuration',
  { caller: backend, valid: (world) => required(extensionOf(world)) },
  [
    {
      condition: '400 The broadcaster_id query parameter is required.',
      query: { broadcaster_id: undefined },
      message: missing('broadcaster_id'),
    },
    {
      condition: '400 The extension_id field is required.',
      body: { extension_id: undefined },
      message: missing('extension_id'),
    },
    {
      condition: '400 The extension_version field is required.',
      body: { extension_version: undefined },
      message: missing('extension_version'),
    },
    {
      condition: '400 The required_configuration field is required.',
      body: { required_configuration: undefined },
      message: missing('required_configuration'),
    },
    {
      condition: "401 (undocumented) a user_id that is not the owner's",
      caller: (world) => extensionOf(world).backend({ user_id: '1003' }),
      message: 'The JWT token is not valid.',
    },
  ],
)

const broadcast = { channel_id: '1001', pubsub_perms: { send: ['broadcast'] } }
const message = { target: ['broadcast'], broadcaster_id: '1001', message: 'hello world!' }

describe('POST /extensions/pubsub', () => {
  test('sends to a channel, or to all of them', async () => {
    const extension = new TestExtension(new World())
    const sent = extension.world.emitted('extension.pubsub_message')
    expect(await extension.backend(broadcast).post('/extensions/pubsub', message)).toMatchObject({
      status: 204,
    })
    const everywhere = { target: ['global'], is_global_broadcast: true, message: 'all' }
    const global = { channel_id: 'all', pubsub_perms: { send: ['global'] } }
    expect(await extension.backend(global).post('/extensions/pubsub', everywhere)).toMatchObject({
      status: 204,
    })
    const base = { extension_id: extension.id }
    expect(sent).toEqual([
      { ...base, ...message },
      { ...base, broadcaster_id: '', target: ['global'], message: 'all' },
    ])
  })
})

describeJwt('POST /extensions/pubsub', () => ({ body: message, claims: broadcast }), false)
describeRefusals(
  'POST /extensions/pubsub',
  { caller: (world) => extensionOf(world).backend(broadcast), valid: () => ({ body: message }) },
  [
    {
      condition:
        "400 The broadcaster_id field in the request's body may only be set if the is_global_broadcast " +
        'field is set to false.',
      body: { is_global_broadcast: true },
    },
    { condition: '422 The message is too large.', body: { message: 'x'.repeat(5121) } },
    {
      condition: '401 (undocumented) a target that the token does not permit',
      body: { target: ['whisper-1003'] },
      message: 'The JWT token is not valid.',
    },
    {
      condition: '429 (undocumented) more than 100 messages in a minute',
      arrange: async (world) => {
        for (let n = 0; n < 100; n++)
          await extensionOf(world).backend(broadcast).post('/extensions/pubsub', message)
      },
      message: 'Too many messages: 100 per minute and channel.',
    },
  ],
)

const chat = (extension: TestExtension) => ({
  query: { broadcaster_id: '1001' },
  body: { text: 'Hello', extension_id: extension.id, extension_version: '1.0.0' },
})
describe('POST /extensions/chat', () => {
  test("writes under the extension's name", async () => {
    const world = new World()
    const sent = world.emitted('extension.chat_message')
    const { body, query } = chat(extensionOf(world))
    expect(await backend(world).post('/extensions/chat', body, query)).toMatchObject({ status: 204 })
    expect(sent).toEqual([
      { broadcaster_id: '1001', extension_id: body.extension_id, extension_name: 'Extension', text: 'Hello' },
    ])
  })
})
describeJwt('POST /extensions/chat', (extension) => ({ ...chat(extension), claims: { channel_id: '1001' } }))
describeRefusals('POST /extensions/chat', { caller: backend, valid: (world) => chat(extensionOf(world)) }, [
  {
    condition: '400 The broadcaster_id query parameter is required.',
    query: { broadcaster_id: undefined },
    message: missing('broadcaster_id'),
  },
  {
    condition: "400 The extension_id field in the request's body is required.",
    body: { extension_id: undefined },
    message: missing('extension_id'),
  },
  {
    condition: "400 The extension_version field in the request's body is required.",
    body: { extension_version: undefined },
    message: missing('extension_version'),
  },
  {
    condition: "400 The text field in the request's body is required.",
    body: { text: '' },
    message: missing('text'),
  },
  { condition: '400 The message is too long.', body: { text: 'x'.repeat(281) } },
  {
    condition: '401 The ID in the broadcaster_id query parameter must match the channel_id claim in the JWT.',
    query: { broadcaster_id: '1002' },
  },
])

describe('GET /extensions', () => {
  test('shows the released version, and a newer one to the extension alone', async () => {
    const world = new World()
    const extension = extensionOf(world)
    const versionOf = async (api: ReturnType<World['asApp']>, path: string, extension_version?: string) => {
      const { status, body } = await api.get(path, { extension_id: extension.id, extension_version })
      return status === 200 ? body.data[0].version : status
    }
    expect(await versionOf(backend(world), '/extensions')).toBe('1.0.0')
    expect(await versionOf(backend(world), '/extensions', '1.1.0')).toBe('1.1.0')
    expect(await versionOf(world.asApp(), '/extensions/released')).toBe('1.0.0')
    expect(await versionOf(world.asApp(), '/extensions/released', '1.1.0')).toBe(404)
    expect(await versionOf(new TestExtension(world).backend(), '/extensions', '1.1.0')).toBe(404)
  })
})

describeJwt('GET /extensions', ({ id }) => ({ query: { extension_id: id } }), false)
describeRefusals(
  'GET /extensions',
  { caller: backend, valid: (world) => ({ query: { extension_id: extensionOf(world).id } }) },
  [
    {
      condition: '400 The extension_id query parameter is required.',
      query: { extension_id: undefined },
      message: missing('extension_id'),
    },
    {
      condition: '404 The extension in the extension_id query parameter was not found.',
      query: { extension_id: 'nobody' },
    },
  ],
)

test('a segment may have 5 KB, a message too', async () => {
  const world = new World()
  const content = 'x'.repeat(5120)
  const body = { ...segment(extensionOf(world)), content }
  expect((await backend(world).put('/extensions/configurations', body)).status).toBe(204)
  const sent = { ...message, message: content }
  expect((await extensionOf(world).backend(broadcast).post('/extensions/pubsub', sent)).status).toBe(204)
})
