import { describe, expect, test } from 'bun:test'
import { grantAuthorization } from '../../../../src/mock/resources/accounts/authorizations/store.ts'
import {
  clearMessages,
  createMessage,
  deleteMessage,
} from '../../../../src/mock/resources/chat/messages/store.ts'
import { banUser } from '../../../../src/mock/resources/moderation/bans/store.ts'
import { addModerator } from '../../../../src/mock/resources/moderation/moderators/store.ts'
import { beginStream, endStream } from '../../../../src/mock/resources/streams/store.ts'
import type { Scope } from '../../../../src/twitch/scopes.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { uuid, World } from '../../../support/world.ts'

const path = '/chat/pins'
const channel = { broadcaster_id: '1001', moderator_id: '1001' }
const manage = ['moderator:manage:chat_messages'] as const

const moderator = (world: World) => world.as(world.broadcaster, ...manage)
const say = (world: World, user_id = '1003') =>
  createMessage(world.store, { broadcaster_id: '1001', user_id, text: 'Hello @broadcaster' })
const pinOf = async (world: World) => (await moderator(world).get(path, channel)).body.data[0]

/** A message of the viewer, pinned for a minute or until the stream ends. */
async function pinned(world: World, duration_seconds?: number) {
  const message = say(world)
  const reply = await moderator(world).send('PUT', path, {
    query: { ...channel, message_id: message.id, duration_seconds },
  })
  expect(reply).toMatchObject({ status: 204, body: '' })
  return message
}

describeAuthorization(
  'GET /chat/pins',
  { token: 'user', scopes: ['moderator:read:chat_messages', ...manage], userParam: 'moderator_id' },
  () => ({ query: channel }),
)

for (const method of ['PUT', 'PATCH', 'DELETE']) {
  describeAuthorization(
    `${method} /chat/pins`,
    { token: 'user', scopes: manage, userParam: 'moderator_id' },
    async (world) => {
      const message = method === 'PUT' ? say(world) : await pinned(world)
      return { query: { ...channel, message_id: message.id } }
    },
  )
}

describe('a pin', () => {
  test('is shown with its message, its author and who pinned it', async () => {
    const world = new World()
    expect((await moderator(world).get(path, channel)).body).toEqual({ data: [] })
    addModerator(world.store, '1001', '1004')
    const message = say(world)
    const query = { ...channel, moderator_id: '1004', message_id: message.id, duration_seconds: 60 }
    await world.as(world.other, ...manage).send('PUT', path, { query })
    expect((await moderator(world).get(path, channel)).body).toEqual({
      data: [
        {
          message_id: message.id,
          broadcaster_id: '1001',
          sender_user_id: '1003',
          sender_user_login: 'viewer',
          sender_user_name: 'Viewer',
          pinned_by_user_id: '1004',
          pinned_by_user_login: 'other',
          pinned_by_user_name: 'Other',
          message: {
            text: 'Hello @broadcaster',
            fragments: [
              { type: 'text', text: 'Hello ', cheermote: null, emote: null, mention: null, gif: null },
              {
                type: 'mention',
                text: '@broadcaster',
                cheermote: null,
                emote: null,
                mention: { user_id: '1001', user_login: 'broadcaster', user_name: 'Broadcaster' },
                gif: null,
              },
            ],
          },
          starts_at: '2026-01-01T12:00:00Z',
          ends_at: '2026-01-01T12:01:00Z',
          updated_at: '2026-01-01T12:00:00Z',
        },
      ],
    })
  })

  test('is also made, changed and ended by a JSON body', async () => {
    const world = new World()
    const wanted = { ...channel, message_id: say(world).id }
    const send = async (method: string, body: object) =>
      (await moderator(world).send(method, path, { body })).status
    expect(await send('PUT', { ...wanted, duration_seconds: 30 })).toBe(204)
    expect(await pinOf(world)).toMatchObject({ ends_at: '2026-01-01T12:00:30Z' })
    expect(await send('PATCH', { ...wanted, duration_seconds: null })).toBe(204)
    expect(await pinOf(world)).toMatchObject({ ends_at: null })
    expect(await send('DELETE', wanted)).toBe(204)
    expect(await pinOf(world)).toBeUndefined()
  })

  test('ends at its time', async () => {
    const world = new World()
    await pinned(world, 30)
    world.advance(29)
    expect(await pinOf(world)).toBeDefined()
    world.advance(1)
    expect(await pinOf(world)).toBeUndefined()
  })

  test('lasts from now on when it is changed', async () => {
    const world = new World()
    const { id } = await pinned(world, 30)
    world.advance(20)
    await moderator(world).send('PATCH', path, {
      query: { ...channel, message_id: id, duration_seconds: 1800 },
    })
    expect(await pinOf(world)).toMatchObject({
      starts_at: '2026-01-01T12:00:00Z',
      ends_at: '2026-01-01T12:30:20Z',
      updated_at: '2026-01-01T12:00:20Z',
    })
    world.advance(1799)
    expect(await pinOf(world)).toBeDefined()
    world.advance(1)
    expect(await pinOf(world)).toBeUndefined()
  })

  test('without a time ends with the stream, one with a time does not', async () => {
    const world = new World()
    const first = beginStream(world.store, '1001')
    await pinned(world)
    endStream(world.store, first)
    expect(await pinOf(world)).toBeUndefined()
    const second = beginStream(world.store, '1001')
    await pinned(world, 600)
    endStream(world.store, second)
    expect(await pinOf(world)).toBeDefined()
  })

  test.each<[string, (world: World, message: ReturnType<typeof say>) => unknown]>([
    ['is deleted', ({ store }, message) => deleteMessage(store, message)],
    ['is cleared away', ({ store }) => clearMessages(store, '1001')],
    ['goes with its banned author', ({ store }) => banUser(store, { ...channel, user_id: '1003' })],
  ])('ends when its message %s; the next one has a time of its own', async (_, end) => {
    const world = new World()
    end(world, await pinned(world, 30))
    expect(await pinOf(world)).toBeUndefined()
    world.advance(10)
    const next = createMessage(world.store, { broadcaster_id: '1001', user_id: '1004', text: 'Next' })
    await moderator(world).send('PUT', path, { query: { ...channel, message_id: next.id } })
    world.advance(1000)
    expect(await pinOf(world)).toMatchObject({ message_id: next.id, ends_at: null })
  })
})

const valid = async (world: World) => ({ query: { ...channel, message_id: (await pinned(world)).id } })
const notMine = {
  condition: "403 The user in moderator_id is not one of the broadcaster's moderators.",
  query: { broadcaster_id: '1002' },
}
const notPinned = {
  condition: '404 The message in message_id is not pinned.',
  query: { message_id: uuid(99) },
}

describeRefusals('GET /chat/pins', { caller: moderator, valid: () => ({ query: channel }) }, [notMine])
describeRefusals('PATCH /chat/pins', { caller: moderator, valid }, [notMine, notPinned])
describeRefusals('DELETE /chat/pins', { caller: moderator, valid }, [notMine, notPinned])
describeRefusals(
  'PUT /chat/pins',
  { caller: moderator, valid: (world) => ({ query: { ...channel, message_id: say(world).id } }) },
  [
    {
      condition:
        '400 The parameter "duration_seconds" was malformed: the value must be greater than or equal to 30',
      query: { duration_seconds: 29 },
    },
    {
      condition:
        '400 (undocumented) The parameter "duration_seconds" was malformed: the value must be less than ' +
        'or equal to 1800',
      query: { duration_seconds: 1801 },
      message: 'The parameter "duration_seconds" was malformed: the value must be less than or equal to 1800',
    },
    notMine,
    { condition: '404 The ID in message_id was not found.', query: { message_id: uuid(99) } },
    { condition: '409 A message is already pinned in the channel.', arrange: (world) => pinned(world) },
  ],
)

describe('Send Chat Message with pin', () => {
  const message = { broadcaster_id: '1001', sender_id: '1001', message: 'Hello', pin: true }
  const speaker = (world: World) => world.as(world.broadcaster, 'user:write:chat', ...manage)

  test('pins the message for 20 minutes', async () => {
    const world = new World()
    const { body } = await speaker(world).post('/chat/messages', message)
    expect(body).toEqual({ data: [{ message_id: uuid(1), is_sent: true, drop_reason: null }] })
    expect(await pinOf(world)).toMatchObject({
      message_id: uuid(1),
      pinned_by_user_id: '1001',
      ends_at: '2026-01-01T12:20:00Z',
    })
  })

  test('takes an app whom the sender lets moderate messages', async () => {
    const world = new World()
    const grant = (...scopes: Scope[]) =>
      grantAuthorization(world.store, { client_id: world.client.id, user_id: '1001', scopes })
    const send = async () => {
      const { status, body } = await world.asApp().post('/chat/messages', message)
      return [status, body.message]
    }
    grant('user:write:chat', 'user:bot')
    expect(await send()).toEqual([401, 'Missing scope: moderator:manage:chat_messages'])
    grant(...manage)
    expect(await send()).toEqual([200, undefined])
  })

  const together = 'pin cannot be used together with reply_parent_message_id or for_source_only.'
  test.each<[string, number, string, object]>([
    ['a reply', 400, together, { reply_parent_message_id: uuid(1) }],
    ['a viewer', 403, 'Only moderators may pin messages.', { sender_id: '1003' }],
    ['a token without the scope', 401, 'Missing scope: moderator:manage:chat_messages', {}],
  ])('refuses %s, and sends nothing', async (what, status, refusal, change) => {
    const world = new World()
    say(world)
    const sent = world.emitted('chat.message')
    const caller =
      what === 'a viewer'
        ? world.as(world.viewer, 'user:write:chat', ...manage)
        : what === 'a reply'
          ? speaker(world)
          : world.as(world.broadcaster, 'user:write:chat')
    const reply = await caller.post('/chat/messages', { ...message, ...change })
    expect(reply).toMatchObject({ status, body: { message: refusal } })
    expect(sent).toEqual([])
  })

  test('refuses a second pin, and sends nothing', async () => {
    const world = new World()
    await pinned(world)
    const sent = world.emitted('chat.message')
    const reply = await speaker(world).post('/chat/messages', message)
    expect(reply).toMatchObject({
      status: 409,
      body: { message: 'A message is already pinned in the channel.' },
    })
    expect(sent).toEqual([])
  })
})
