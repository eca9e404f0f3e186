import { describe, expect, test } from 'bun:test'
import { insertFollow } from '../../../../src/mock/resources/channels/follows/store.ts'
import { addVip } from '../../../../src/mock/resources/channels/vips/store.ts'
import { insertEmote } from '../../../../src/mock/resources/chat/emotes/store.ts'
import {
  type ChatMessage,
  clearMessages,
  clearUserMessages,
  deleteMessage,
  findMessage,
} from '../../../../src/mock/resources/chat/messages/store.ts'
import type { ChatSettings } from '../../../../src/mock/resources/chat/settings/schema.ts'
import { insertChatSettings } from '../../../../src/mock/resources/chat/settings/store.ts'
import { insertSharedChatSession } from '../../../../src/mock/resources/chat/shared-sessions/store.ts'
import { banUser } from '../../../../src/mock/resources/moderation/bans/store.ts'
import { addBlockedTerm } from '../../../../src/mock/resources/moderation/blocked-terms/store.ts'
import { warnUser } from '../../../../src/mock/resources/moderation/warnings/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { uuid, World } from '../../../support/world.ts'

const hello = { broadcaster_id: '1001', sender_id: '1003', message: 'Hello, world!' }
const own = { ...hello, sender_id: '1001' }
const sent = { message_id: uuid(1), is_sent: true, drop_reason: null }

const sender = (world: World) => world.as(world.viewer, 'user:write:chat')
const send = async (world: World, message = hello.message) =>
  (await sender(world).post('/chat/messages', { ...hello, message })).body.data[0]

/** The sender and the broadcaster let the app speak. */
function allowApp(world: World): void {
  world.as(world.viewer, 'user:write:chat', 'user:bot')
  world.as(world.broadcaster, 'channel:bot')
}

function shareChat({ store }: World): void {
  insertSharedChatSession(store, {
    session_id: 'session',
    host_broadcaster_id: '1001',
    participants: [{ broadcaster_id: '1001' }, { broadcaster_id: '1002' }],
    created_at: '2026-01-01T11:00:00Z',
    updated_at: '2026-01-01T11:00:00Z',
  })
}

describeAuthorization(
  'POST /chat/messages',
  { token: 'any', scopes: ['user:write:chat'], userParam: 'sender_id' },
  () => ({ body: own }),
)

describe('POST /chat/messages', () => {
  test('stores the message and publishes it', async () => {
    const world = new World()
    const messages = world.emitted('chat.message')
    const reply = await sender(world).post('/chat/messages', hello)
    expect(reply).toMatchObject({ status: 200, body: { data: [sent] } })
    const message: ChatMessage = {
      id: uuid(1),
      broadcaster_id: '1001',
      broadcaster_login: 'broadcaster',
      broadcaster_name: 'Broadcaster',
      user_id: '1003',
      user_login: 'viewer',
      user_name: 'Viewer',
      text: 'Hello, world!',
      fragments: [{ type: 'text', text: 'Hello, world!' }],
      announcement_color: null,
      reply_parent_message_id: null,
      bits: null,
      reward_id: null,
      source_broadcaster_id: null,
      source_message_id: null,
      is_source_only: null,
      sent_at: '2026-01-01T12:00:00.000Z',
    }
    expect(messages).toEqual([message])
    expect(findMessage(world.store, '1001', uuid(1))).toEqual(message)
  })

  test('takes the fields from the query too', async () => {
    const world = new World()
    const { message, ...ids } = hello
    const reply = await sender(world).post('/chat/messages', { message }, ids)
    expect(reply.body).toEqual({ data: [sent] })
    const whole = await sender(world).post('/chat/messages', undefined, hello)
    expect(whole.body).toEqual({ data: [{ message_id: uuid(2), is_sent: true, drop_reason: null }] })
  })

  test('knows emotes, cheermotes and mentions', async () => {
    const world = new World()
    const kappa = { id: '25', name: 'Kappa', owner_id: null, emote_set_id: '0', tier: '' } as const
    insertEmote(world.store, { ...kappa, emote_type: 'globals', format: ['static'] })
    await send(world, 'Hi @Other, look:  Kappa Cheer100 @nobody kappa')
    expect(findMessage(world.store, '1001', uuid(1))?.fragments).toEqual([
      { type: 'text', text: 'Hi ' },
      {
        type: 'mention',
        text: '@Other,',
        mention: { user_id: '1004', user_login: 'other', user_name: 'Other' },
      },
      { type: 'text', text: ' look:  ' },
      {
        type: 'emote',
        text: 'Kappa',
        emote: { id: '25', emote_set_id: '0', owner_id: null, format: ['static'] },
      },
      { type: 'text', text: ' ' },
      { type: 'cheermote', text: 'Cheer100', cheermote: { prefix: 'Cheer', bits: 100, tier: 100 } },
      { type: 'text', text: ' @nobody kappa' },
    ])
  })

  test('has 500 characters at most, however many bytes they are', async () => {
    expect(await send(new World(), '😀'.repeat(500))).toEqual(sent)
  })

  test('replies to a message of the same chat', async () => {
    const world = new World()
    await send(world)
    await sender(world).post('/chat/messages', { ...hello, reply_parent_message_id: uuid(1) })
    expect(findMessage(world.store, '1001', uuid(2))).toMatchObject({ reply_parent_message_id: uuid(1) })
  })

  test('an app speaks for a user who allowed it', async () => {
    const world = new World()
    allowApp(world)
    const reply = await world.asApp().post('/chat/messages', hello)
    expect(reply.body).toEqual({ data: [sent] })
  })
})

describe('a shared chat', () => {
  test('has a copy of the message in the other channel', async () => {
    const world = new World()
    shareChat(world)
    const messages = world.emitted('chat.message')
    await send(world)
    expect(messages).toMatchObject([
      { id: uuid(1), broadcaster_id: '1001', source_message_id: null, is_source_only: false },
      {
        id: uuid(2),
        broadcaster_id: '1002',
        source_broadcaster_id: '1001',
        source_message_id: uuid(1),
        is_source_only: false,
      },
    ])
  })

  test("hears an app's message in the source channel only, unless the app wants otherwise", async () => {
    const world = new World()
    shareChat(world)
    allowApp(world)
    const messages = world.emitted('chat.message')
    await world.asApp().post('/chat/messages', hello)
    expect(messages).toMatchObject([{ broadcaster_id: '1001', is_source_only: true }])
    await world.asApp().post('/chat/messages', undefined, { ...hello, for_source_only: false })
    expect(messages).toHaveLength(3)
  })
})

describe('a message is dropped', () => {
  const withSettings = (settings: Partial<ChatSettings>) => (world: World) =>
    insertChatSettings(world.store, { broadcaster_id: '1001', ...settings })
  const ban = (duration?: number) => (world: World) =>
    banUser(world.store, { broadcaster_id: '1001', user_id: '1003', moderator_id: '1001', duration })

  const dropReasons: [code: string, arrange: (world: World) => unknown, message: string][] = [
    ['msg_banned', ban(), 'You are permanently banned from talking in this channel.'],
    ['user_timed_out', ban(60), 'You are timed out from talking in the room.'],
    [
      'user_warned',
      ({ store }) =>
        warnUser(store, { broadcaster_id: '1001', user_id: '1003', moderator_id: '1001', reason: 'rude' }),
      'You must acknowledge a warning before you may chat here again.',
    ],
    [
      'msg_subsonly',
      withSettings({ subscriber_mode: true }),
      'This room is in subscribers only mode. To talk, purchase a channel subscription.',
    ],
    [
      'msg_followersonly',
      withSettings({ follower_mode: true, follower_mode_duration: 10 }),
      'This room is in 10 minutes followers-only mode. Follow the channel to join the community!',
    ],
    [
      'msg_slowmode',
      async (world) => {
        withSettings({ slow_mode: true, slow_mode_wait_time: 30 })(world)
        await send(world)
        world.advance(29)
      },
      'This room is in slow mode and you are sending messages too quickly. You will be able to talk ' +
        'again in 1 seconds.',
    ],
    [
      'msg_emoteonly',
      withSettings({ emote_mode: true }),
      'This room is in emote-only mode. You can find your currently available emoticons using the smiley ' +
        'in the chat text area.',
    ],
    [
      'msg_r9k',
      async (world) => {
        withSettings({ unique_chat_mode: true })(world)
        await send(world)
      },
      'This room is in unique-chat mode and the message you attempted to send is not unique.',
    ],
  ]

  test.each(dropReasons)('%s', async (code, arrange, message) => {
    const world = new World()
    await arrange(world)
    const messages = world.emitted('chat.message')
    expect(await send(world)).toEqual({ message_id: '', is_sent: false, drop_reason: { code, message } })
    expect(messages).toEqual([])
  })

  test('but not when its time has come', async () => {
    const world = new World()
    withSettings({
      slow_mode: true,
      slow_mode_wait_time: 30,
      follower_mode: true,
      follower_mode_duration: 10,
    })(world)
    insertFollow(world.store, {
      broadcaster_id: '1001',
      user_id: '1003',
      followed_at: '2026-01-01T12:00:00Z',
    })
    expect(await send(world)).toMatchObject({ drop_reason: { code: 'msg_followersonly' } })
    world.advance(600)
    expect(await send(world)).toMatchObject({ is_sent: true })
    world.advance(30)
    expect(await send(world)).toMatchObject({ is_sent: true })
  })

  test("but not the broadcaster's, and a VIP may be quick", async () => {
    const world = new World()
    withSettings({ slow_mode: true, slow_mode_wait_time: 30, emote_mode: true })(world)
    const broadcaster = world.as(world.broadcaster, 'user:write:chat')
    expect((await broadcaster.post('/chat/messages', own)).body.data).toMatchObject([{ is_sent: true }])
    world.store.update('chat_settings', { emote_mode: false }, { broadcaster_id: '1001' })
    addVip(world.store, '1001', '1003')
    expect(await send(world)).toMatchObject({ is_sent: true })
    expect(await send(world)).toMatchObject({ is_sent: true })
  })
})

describe('a message is held', () => {
  const rejected = {
    message_id: '',
    is_sent: false,
    drop_reason: {
      code: 'msg_rejected',
      message: 'Your message is being checked by mods and has not been sent.',
    },
  }

  test('by AutoMod', async () => {
    const world = new World()
    const held = world.emitted('automod.message.hold')
    expect(await send(world, 'this is automod-fail')).toEqual(rejected)
    expect(held).toMatchObject([{ user_id: '1003', text: 'this is automod-fail', blocked_term_ids: [] }])
  })

  test('for a blocked term', async () => {
    const world = new World()
    const wanted = { broadcaster_id: '1001', moderator_id: '1001', text: 'crackers' }
    const { id } = addBlockedTerm(world.store, wanted)
    const held = world.emitted('automod.message.hold')
    expect(await send(world, 'no Crackers!')).toEqual(rejected)
    expect(held).toMatchObject([{ text: 'no Crackers!', blocked_term_ids: [id] }])
  })

  test('unless a moderator wrote it', async () => {
    const world = new World()
    const broadcaster = world.as(world.broadcaster, 'user:write:chat')
    const reply = await broadcaster.post('/chat/messages', { ...own, message: 'automod-fail' })
    expect(reply.body.data).toMatchObject([{ is_sent: true }])
  })
})

describe('messages go', () => {
  test('one by one, by user, and all', async () => {
    const world = new World()
    const deleted = world.emitted('chat.message_delete')
    const userCleared = world.emitted('chat.clear_user_messages')
    const cleared = world.emitted('chat.clear')
    for (const text of ['one', 'two']) await send(world, text)
    await world.as(world.broadcaster, 'user:write:chat').post('/chat/messages', own)
    const left = () => [1, 2, 3].filter((n) => findMessage(world.store, '1001', uuid(n)))
    deleteMessage(world.store, findMessage(world.store, '1001', uuid(1))!)
    expect([left(), deleted]).toMatchObject([[2, 3], [{ id: uuid(1) }]])
    clearUserMessages(world.store, '1001', '1003')
    expect([left(), userCleared]).toEqual([[3], [{ broadcaster_id: '1001', user_id: '1003' }]])
    clearMessages(world.store, '1001')
    expect([left(), cleared]).toEqual([[], [{ broadcaster_id: '1001' }]])
  })
})

describeRefusals('POST /chat/messages', { caller: sender, valid: () => ({ body: hello }) }, [
  {
    condition: '400 The broadcaster_id query parameter is required.',
    body: { broadcaster_id: undefined },
    message: 'Missing required parameter "broadcaster_id"',
  },
  {
    condition: '400 The ID in the broadcaster_id query parameter is not valid.',
    body: { broadcaster_id: '999' },
  },
  {
    condition: '400 The sender_id query parameter is required.',
    body: { sender_id: undefined },
    message: 'Missing required parameter "sender_id"',
  },
  {
    condition: '400 The ID in the sender_id query parameter is not valid.',
    caller: (world) => world.asApp(),
    body: { sender_id: '999' },
  },
  {
    condition: '400 The text query parameter is required.',
    body: { message: '' },
    message: 'Missing required parameter "message"',
  },
  {
    condition: '400 The ID in the reply_parent_message_id query parameter is not valid.',
    body: { reply_parent_message_id: uuid(99) },
  },
  {
    condition: '400 Cannot set for_source_only if User Access Token is used.',
    body: { for_source_only: false },
  },
  {
    condition: "403 The sender is not permitted to send chat messages to the broadcaster's chat room.",
    caller: (world) => world.asApp(),
    arrange: (world) => world.as(world.viewer, 'user:write:chat', 'user:bot'),
  },
  {
    condition: '403 (undocumented) an app without user:bot of the sender',
    caller: (world) => world.asApp(),
    arrange: (world) => world.as(world.broadcaster, 'channel:bot'),
    message: "The sender is not permitted to send chat messages to the broadcaster's chat room.",
  },
  { condition: '422 The message is too large.', body: { message: 'x'.repeat(501) } },
])
