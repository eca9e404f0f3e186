import { describe, expect, test } from 'bun:test'
import { addVip } from '../../../src/mock/resources/channels/vips/store.ts'
import { insertChatColor } from '../../../src/mock/resources/chat/color/store.ts'
import { type EmoteRow, insertEmote } from '../../../src/mock/resources/chat/emotes/store.ts'
import {
  clearMessages,
  createMessage,
  deleteMessage,
} from '../../../src/mock/resources/chat/messages/store.ts'
import { updateChatSettings } from '../../../src/mock/resources/chat/settings/store.ts'
import { beginSharedChat } from '../../../src/mock/resources/chat/shared-sessions/store.ts'
import { banUser } from '../../../src/mock/resources/moderation/bans/store.ts'
import { addBlockedTerm } from '../../../src/mock/resources/moderation/blocked-terms/store.ts'
import { addModerator } from '../../../src/mock/resources/moderation/moderators/store.ts'
import { subscribe } from '../../../src/mock/resources/subscriptions/store.ts'
import { sendWhisper } from '../../../src/mock/resources/whispers/store.ts'
import { ChatClient, chatIn, tagsOf } from '../../support/chat-client.ts'
import { uuid, World } from '../../support/world.ts'

const room = '#broadcaster'
const viewer = ':viewer!viewer@viewer.tmi.twitch.tv'
const moderator = { broadcaster_id: '1001', moderator_id: '1001' }
const kappa: EmoteRow = {
  id: '25',
  name: 'Kappa',
  owner_id: null,
  emote_type: 'globals',
  emote_set_id: '0',
  tier: '',
  format: ['static'],
}

/** The viewer and somebody else in the broadcaster's room. */
function twoInRoom(rateLimit = false) {
  const world = new World({ rateLimit })
  const chat = chatIn(world)
  const speaker = ChatClient.loggedIn(world, chat, world.viewer, room)
  const hearer = ChatClient.loggedIn(world, chat, world.other, room)
  speaker.take()
  return { world, chat, speaker, hearer }
}

describe('JOIN and PART', () => {
  test('say who is there, how the user appears, and the modes of the room', () => {
    const world = new World()
    const client = ChatClient.loggedIn(world, chatIn(world), world.viewer)
    client.send('JOIN #Broadcaster,#affiliate')
    expect(client.take().slice(0, 5)).toEqual([
      `${viewer} JOIN ${room}`,
      `:viewer.tmi.twitch.tv 353 viewer = ${room} :viewer`,
      `:viewer.tmi.twitch.tv 366 viewer ${room} :End of /NAMES list`,
      '@badge-info=;badges=;color=;display-name=Viewer;mod=0;subscriber=0;user-type=;emote-sets=0 ' +
        `:tmi.twitch.tv USERSTATE ${room}`,
      `@emote-only=0;followers-only=-1;r9k=0;slow=0;subs-only=0;room-id=1001 :tmi.twitch.tv ROOMSTATE ${room}`,
    ])
    client.send('JOIN #broadcaster', 'PART #broadcaster', 'PART #broadcaster')
    expect(client.take()).toEqual([`${viewer} PART ${room}`])
  })

  test('are seen by the others in the room, and by Get Chatters', async () => {
    const { world, chat, speaker } = twoInRoom()
    const chatters = async () =>
      (
        await world.as(world.broadcaster, 'moderator:read:chatters').get('/chat/chatters', moderator)
      ).body.data.map(({ user_login }: { user_login: string }) => user_login)
    const third = ChatClient.loggedIn(world, chat, world.affiliate, room)
    expect(speaker.take()).toEqual([`:affiliate!affiliate@affiliate.tmi.twitch.tv JOIN ${room}`])
    expect(await chatters()).toEqual(['affiliate', 'viewer', 'other'])
    third.send('QUIT')
    expect(speaker.take()).toEqual([`:affiliate!affiliate@affiliate.tmi.twitch.tv PART ${room}`])
    expect(await chatters()).toEqual(['viewer', 'other'])
  })

  test.each([
    [40, [40]],
    [41, [40, 1]],
  ])('tell %i names in lines of 40 at most', (members, lengths) => {
    const world = new World()
    const chat = chatIn(world)
    const users = Array.from({ length: members }, (_, n) => world.user(`${2000 + n}`, `Member${n}`))
    const clients = users.map((user) => ChatClient.loggedIn(world, chat, user))
    for (const client of clients) client.send(`JOIN ${room}`)
    const last = clients
      .at(-1)!
      .take()
      .filter((line) => line.includes(' 353 '))
    expect(last.map((line) => line.split(' :')[1]!.split(' ').length)).toEqual(lengths)
  })

  test('name a channel that exists, and is not closed to the user', () => {
    const { world, speaker } = twoInRoom()
    banUser(world.store, { broadcaster_id: '1002', user_id: '1003', moderator_id: '1002' })
    speaker.send('JOIN #nobody', 'JOIN #affiliate', 'JOIN nothing')
    expect(speaker.take()).toEqual([
      '@msg-id=msg_channel_suspended :tmi.twitch.tv NOTICE #nobody :This channel does not exist or has been suspended.',
      '@msg-id=msg_banned :tmi.twitch.tv NOTICE #affiliate :You are permanently banned from talking in affiliate.',
    ])
  })
})

describe('a message', () => {
  test.each([
    ['Kappa', '1'],
    [' Kappa  Kappa', '1'],
    ['Kappa !', undefined],
    [' ', undefined],
  ])('%p has the tag emote-only: %p', async (text, tag) => {
    const { world, hearer } = twoInRoom()
    insertEmote(world.store, kappa)
    await world.send('POST', '/units/chat_messages', {
      body: { broadcaster_id: '1001', user_id: '1003', text },
    })
    expect(tagsOf(hearer.take()[0])['emote-only']).toBe(tag)
  })

  test('is heard by all others, with every tag; its writer gets USERSTATE', () => {
    const { world, speaker, hearer } = twoInRoom()
    insertEmote(world.store, kappa)
    insertChatColor(world.store, { user_id: '1003', color: '#FF0000', has_turbo: false })
    subscribe(world.store, { broadcaster_id: '1001', user_id: '1003', tier: '1000' })
    addVip(world.store, '1001', '1003')
    hearer.take()
    speaker.take()
    speaker.send(`@client-nonce=abc PRIVMSG ${room} :héy Kappa and Kappa`)
    const [line] = hearer.take()
    expect(line).toEndWith(`${viewer} PRIVMSG ${room} :héy Kappa and Kappa`)
    const { id, ...tags } = tagsOf(line)
    expect(tags).toEqual({
      'badge-info': 'subscriber/1',
      badges: 'vip/1,subscriber/0',
      'client-nonce': 'abc',
      color: '#FF0000',
      'display-name': 'Viewer',
      emotes: '25:4-8,14-18',
      'first-msg': '1',
      flags: '',
      mod: '0',
      'returning-chatter': '0',
      'room-id': '1001',
      subscriber: '1',
      'tmi-sent-ts': String(Date.parse('2026-01-01T12:00:00Z')),
      turbo: '0',
      'user-id': '1003',
      'user-type': '',
      vip: '1',
    })
    const [state, ...echo] = speaker.take()
    expect(echo).toEqual([])
    expect(state).toEndWith(`:tmi.twitch.tv USERSTATE ${room}`)
    expect(tagsOf(state)).toMatchObject({ 'client-nonce': 'abc', id: id!, color: '#FF0000' })
  })

  test('of Helix is heard as one of IRC, also by its writer', async () => {
    const { world, speaker, hearer } = twoInRoom()
    const message = { broadcaster_id: '1001', sender_id: '1003', message: 'Hello' }
    await world.as(world.viewer, 'user:write:chat').post('/chat/messages', message)
    const said = [`${viewer} PRIVMSG ${room} :Hello`]
    expect([speaker.takePlain(), hearer.takePlain()]).toEqual([said, said])
  })

  test('may be something that its writer does', () => {
    const { speaker, hearer } = twoInRoom()
    speaker.send(`PRIVMSG ${room} :/me waves`, `PRIVMSG ${room} :\x01ACTION dances\x01`)
    expect(hearer.takePlain()).toEqual([
      `${viewer} PRIVMSG ${room} :\x01ACTION waves\x01`,
      `${viewer} PRIVMSG ${room} :\x01ACTION dances\x01`,
    ])
  })

  test('may answer another one', () => {
    const { world, speaker, hearer } = twoInRoom()
    const root = createMessage(world.store, { broadcaster_id: '1001', user_id: '1004', text: 'a question' })
    hearer.take()
    speaker.send(`@reply-parent-msg-id=${root.id} PRIVMSG ${room} :an answer`)
    const tags = tagsOf(hearer.take()[0])
    expect(tags).toMatchObject({
      'reply-parent-display-name': 'Other',
      'reply-parent-msg-body': 'a\\squestion',
      'reply-parent-msg-id': root.id,
      'reply-parent-user-id': '1004',
      'reply-parent-user-login': 'other',
      'reply-thread-parent-display-name': 'Other',
      'reply-thread-parent-msg-id': root.id,
      'reply-thread-parent-user-id': '1004',
      'reply-thread-parent-user-login': 'other',
    })
  })

  test('is told to a client by its capabilities', () => {
    const { world, chat, speaker } = twoInRoom()
    const plain = new ChatClient(chat)
    plain.send('NICK justinfan1', `JOIN ${room}`)
    plain.take()
    speaker.send(`PRIVMSG ${room} :Hello`)
    expect(plain.take()).toEqual([`${viewer} PRIVMSG ${room} :Hello`])
    banUser(world.store, { ...moderator, user_id: '1003' })
    speaker.send(`PART ${room}`)
    expect(plain.take()).toEqual([])
  })

  test('is seen in every channel of a shared chat, with its source', () => {
    const { world, chat, speaker } = twoInRoom()
    beginSharedChat(world.store, ['1001', '1002'])
    const guest = ChatClient.loggedIn(world, chat, world.affiliate, '#affiliate')
    speaker.send(`PRIVMSG ${room} :Hello`)
    const [line] = guest.take()
    expect(line).toEndWith(`${viewer} PRIVMSG #affiliate :Hello`)
    expect(tagsOf(line)).toMatchObject({ 'room-id': '1002', 'source-room-id': '1001', 'source-only': '0' })
  })

  test.each<[string, string, (world: World) => unknown]>([
    [
      'msg_banned',
      'You are permanently banned from talking in this channel.',
      ({ store }) => banUser(store, { ...moderator, user_id: '1003' }),
    ],
    [
      'msg_timedout',
      'You are timed out for 60 more seconds.',
      ({ store }) => banUser(store, { ...moderator, user_id: '1003', duration: 60 }),
    ],
    [
      'msg_subsonly',
      'This room is in subscribers only mode. To talk, purchase a channel subscription.',
      ({ store }) => updateChatSettings(store, moderator, { subscriber_mode: true }),
    ],
    [
      'msg_rejected',
      'Hey! Your message is being checked by mods and has not been sent.',
      ({ store }) => addBlockedTerm(store, { ...moderator, text: 'hello' }),
    ],
  ])('that the rules of the chat refuse is answered with %s', (code, text, arrange) => {
    const { world, speaker, hearer } = twoInRoom()
    arrange(world)
    for (const client of [speaker, hearer]) client.take()
    speaker.send(`PRIVMSG ${room} :hello`)
    expect(speaker.take()).toEqual([`@msg-id=${code} :tmi.twitch.tv NOTICE ${room} :${text}`])
    expect(hearer.take()).toEqual([])
  })

  test('that is a command of old is not obeyed', () => {
    const { speaker } = twoInRoom()
    speaker.send(`PRIVMSG ${room} :/ban other`)
    expect(speaker.take()).toEqual([
      `@msg-id=unrecognized_cmd :tmi.twitch.tv NOTICE ${room} :Unrecognized command: /ban`,
    ])
  })

  test('comes too often or again only where limits are enforced', () => {
    for (const [rateLimit, heard] of [
      [false, 23],
      [true, 20],
    ] as const) {
      const { world, speaker, hearer } = twoInRoom(rateLimit)
      speaker.send(`PRIVMSG ${room} :0`, `PRIVMSG ${room} :0`)
      for (let n = 1; n < 22; n++) speaker.send(`PRIVMSG ${room} :${n}`)
      expect(hearer.take()).toHaveLength(heard)
      const codes = new Set(
        speaker
          .take()
          .filter((line) => line.includes(' NOTICE '))
          .map((line) => tagsOf(line)['msg-id']),
      )
      expect([...codes]).toEqual(rateLimit ? ['msg_duplicate', 'msg_ratelimit'] : [])
      world.advance(31)
      speaker.send(`PRIVMSG ${room} :again`)
      expect(hearer.take()).toHaveLength(1)
    }
  })
})

describe('a room is told', () => {
  const at = Date.parse('2026-01-01T12:00:00Z')

  test('of bans, timeouts and deleted messages', () => {
    const { world, hearer } = twoInRoom()
    const message = createMessage(world.store, { broadcaster_id: '1001', user_id: '1003', text: 'bad words' })
    hearer.take()
    deleteMessage(world.store, message)
    banUser(world.store, { ...moderator, user_id: '1003', duration: 600 })
    banUser(world.store, { ...moderator, user_id: '1003' })
    clearMessages(world.store, '1001')
    expect(hearer.take()).toEqual([
      `@login=viewer;room-id=;target-msg-id=${message.id};tmi-sent-ts=${at} :tmi.twitch.tv CLEARMSG ${room} :bad words`,
      `@ban-duration=600;room-id=1001;target-user-id=1003;tmi-sent-ts=${at} :tmi.twitch.tv CLEARCHAT ${room} :viewer`,
      `@room-id=1001;target-user-id=1003;tmi-sent-ts=${at} :tmi.twitch.tv CLEARCHAT ${room} :viewer`,
      `@room-id=1001;tmi-sent-ts=${at} :tmi.twitch.tv CLEARCHAT ${room}`,
    ])
  })

  test('of modes that have changed, and of nothing else', () => {
    const { world, hearer } = twoInRoom()
    const change = (settings: Parameters<typeof updateChatSettings>[2]) => {
      updateChatSettings(world.store, moderator, settings)
      return hearer.take()
    }
    expect(change({ emote_mode: true })).toEqual([
      `@emote-only=1;room-id=1001 :tmi.twitch.tv ROOMSTATE ${room}`,
      `@msg-id=emote_only_on :tmi.twitch.tv NOTICE ${room} :This room is now in emote-only mode.`,
    ])
    expect(change({ slow_mode: true, slow_mode_wait_time: 30, emote_mode: false })).toEqual([
      `@emote-only=0;slow=30;room-id=1001 :tmi.twitch.tv ROOMSTATE ${room}`,
      `@msg-id=emote_only_off :tmi.twitch.tv NOTICE ${room} :This room is no longer in emote-only mode.`,
      `@msg-id=slow_on :tmi.twitch.tv NOTICE ${room} :This room is now in slow mode. You may send ` +
        'messages every 30 seconds.',
    ])
    expect(change({ follower_mode: true, follower_mode_duration: 10 })).toEqual([
      `@followers-only=10;room-id=1001 :tmi.twitch.tv ROOMSTATE ${room}`,
      `@msg-id=followers_on :tmi.twitch.tv NOTICE ${room} :This room is now in 10 minutes followers-only mode.`,
    ])
    expect(change({ non_moderator_chat_delay: true })).toEqual([])
  })

  test('of announcements', async () => {
    const { world, hearer } = twoInRoom()
    addModerator(world.store, '1001', '1003')
    await world.as(world.viewer, 'moderator:manage:announcements').send('POST', '/chat/announcements', {
      query: { broadcaster_id: '1001', moderator_id: '1003' },
      body: { message: 'News', color: 'blue' },
    })
    const [line] = hearer.take()
    expect(line).toEndWith(`:tmi.twitch.tv USERNOTICE ${room} :News`)
    expect(tagsOf(line)).toMatchObject({
      login: 'viewer',
      'msg-id': 'announcement',
      'msg-param-color': 'BLUE',
      mod: '1',
      'user-type': 'mod',
      'system-msg': '',
    })
  })
})

test('a whisper reaches its receiver wherever it is connected', () => {
  const { world, speaker, hearer } = twoInRoom()
  const { id } = sendWhisper(world.store, { from_user_id: '1003', to_user_id: '1004', text: 'psst' })
  expect(speaker.take()).toEqual([])
  const [line] = hearer.take()
  expect(line).toEndWith(`${viewer} WHISPER other :psst`)
  expect(tagsOf(line)).toEqual({
    badges: '',
    color: '',
    'display-name': 'Viewer',
    emotes: '',
    'message-id': id,
    'thread-id': '1003_1004',
    turbo: '0',
    'user-id': '1003',
    'user-type': '',
  })
  expect(id).not.toBe(uuid(0))
})

test('what a writer does is one piece of text for EventSub, and its emotes count from where the deed begins', () => {
  const { world, speaker, hearer } = twoInRoom()
  insertEmote(world.store, kappa)
  const said = world.emitted('chat.message')
  speaker.send(`PRIVMSG ${room} :/me waves`, `PRIVMSG ${room} :/me Kappa`)
  expect(said.map(({ fragments }) => fragments.map(({ text }) => text))).toEqual([
    ['\x01ACTION waves\x01'],
    ['\x01ACTION ', 'Kappa', '\x01'],
  ])
  expect(hearer.take().map((line) => tagsOf(line).emotes)).toEqual(['', '25:0-4'])
})
