import { describe, expect, test } from 'bun:test'
import { addModerator } from '../../../../src/mock/resources/moderation/moderators/store.ts'
import { nobody, ofType, type Published, publishedBy, typesOf, who } from '../../../support/published.ts'
import { uuid, World } from '../../../support/world.ts'

const condition = { broadcaster_user_id: '1001' }
const moderating = { broadcaster_id: '1001', moderator_id: '1001' }
const broadcaster = (world: World) => who('broadcaster_user', world.broadcaster)

const say = (world: World, message: string, more: object = {}) =>
  world
    .as(world.viewer, 'user:write:chat')
    .post('/chat/messages', { broadcaster_id: '1001', sender_id: '1003', message, ...more })

const text = (words: string) => ({
  type: 'text',
  text: words,
  cheermote: null,
  emote: null,
  mention: null,
  gif: null,
})

const written = (world: World) => ({
  ...broadcaster(world),
  ...who('chatter_user', world.viewer),
  message_id: uuid(1),
  message: { text: 'Hello', fragments: [text('Hello')] },
  message_type: 'text',
  badges: [],
  cheer: null,
  color: '',
  reply: null,
  channel_points_custom_reward_id: null,
  channel_points_animation_id: null,
  ...nobody('source_broadcaster_user'),
  source_message_id: null,
  source_badges: null,
  is_source_only: null,
})

describe('a message', () => {
  test('is published as its chatter looks', async () => {
    const world = new World()
    addModerator(world.store, '1001', '1003')
    const color = { user_id: '1003', color: 'coral' }
    await world.as(world.viewer, 'user:manage:chat_color').put('/chat/color', {}, color)
    const published = publishedBy(world)
    await say(world, 'Hello @Other')
    const mention = who('user', world.other)
    const fragments = [text('Hello '), { ...text('@Other'), type: 'mention', mention }]
    expect(published).toEqual([
      {
        type: 'channel.chat.message',
        version: '1',
        condition,
        event: {
          ...written(world),
          message: { text: 'Hello @Other', fragments },
          badges: [{ set_id: 'moderator', id: '1', info: '' }],
          color: '#FF7F50',
        },
      },
    ])
  })

  test('that answers names what it answers to, and what began the thread', async () => {
    const world = new World()
    await say(world, 'Hello')
    await say(world, 'Anybody?', { reply_parent_message_id: uuid(1) })
    const published = publishedBy(world)
    await say(world, 'Me', { reply_parent_message_id: uuid(2) })
    expect(published[0]!.event).toMatchObject({
      reply: {
        parent_message_id: uuid(2),
        parent_message_body: 'Anybody?',
        ...who('parent_user', world.viewer),
        thread_message_id: uuid(1),
        ...who('thread_user', world.viewer),
      },
    })
  })

  test('that is deleted, or cleared away with all others, is published with the moderator', async () => {
    const world = new World()
    await say(world, 'Hello')
    const published = publishedBy(world)
    const caller = world.as(world.broadcaster, 'moderator:manage:chat_messages')
    await caller.delete('/moderation/chat', { ...moderating, message_id: uuid(1) })
    await caller.delete('/moderation/chat', moderating)
    expect(typesOf(published)).toEqual([
      'channel.chat.message_delete 1',
      'channel.moderate 1',
      'channel.moderate 2',
      'channel.chat.clear 1',
      'channel.moderate 1',
      'channel.moderate 2',
    ])
    const target = { ...broadcaster(world), ...who('target_user', world.viewer), message_id: uuid(1) }
    expect(published[0]).toEqual({
      type: 'channel.chat.message_delete',
      version: '1',
      condition,
      event: target,
    })
    expect(published[3]).toEqual({
      type: 'channel.chat.clear',
      version: '1',
      condition,
      event: broadcaster(world),
    })
    const message = { ...who('user', world.viewer), message_id: uuid(1), message_body: 'Hello' }
    expect(published[1]!.event).toMatchObject({ action: 'delete', delete: message })
    expect(published[4]!.event).toMatchObject({ action: 'clear' })
  })
})

test('an announcement is a notice, not a message', async () => {
  const world = new World()
  const published = publishedBy(world)
  await world
    .as(world.broadcaster, 'moderator:manage:announcements')
    .post('/chat/announcements', { message: 'Hear me', color: 'green' }, moderating)
  expect(typesOf(published)).toEqual(['channel.chat.notification 1'])
  expect(published[0]!.condition).toEqual(condition)
  expect(published[0]!.event).toMatchObject({
    ...who('chatter_user', world.broadcaster),
    message_id: uuid(1),
    message: { text: 'Hear me', fragments: [text('Hear me')] },
    notice_type: 'announcement',
    announcement: { color: 'GREEN' },
  })
})

test('modes of the chat are published once, and each change as an action', async () => {
  const world = new World()
  const published = publishedBy(world)
  const caller = world.as(world.broadcaster, 'moderator:manage:chat_settings')
  const modes = { slow_mode: true, slow_mode_wait_time: 30, emote_mode: true, follower_mode: true }
  await caller.patch('/chat/settings', modes, moderating)
  await caller.patch('/chat/settings', modes, moderating)
  await caller.patch('/chat/settings', { emote_mode: false }, moderating)
  const settings = {
    ...broadcaster(world),
    emote_mode: true,
    follower_mode: true,
    follower_mode_duration_minutes: 0,
    slow_mode: true,
    slow_mode_wait_time_seconds: 30,
    subscriber_mode: false,
    unique_chat_mode: false,
  }
  expect(ofType(published, 'channel.chat_settings.update')).toEqual([
    { type: 'channel.chat_settings.update', version: '1', condition, event: settings },
    {
      type: 'channel.chat_settings.update',
      version: '1',
      condition,
      event: { ...settings, emote_mode: false },
    },
  ])
  const actions = ofType(published, 'channel.moderate', '2').map(({ event }) => event)
  expect(actions).toMatchObject([
    { action: 'emoteonly', followers: null, slow: null },
    { action: 'followers', followers: { follow_duration_minutes: 0 } },
    { action: 'slow', slow: { wait_time_seconds: 30 } },
    { action: 'emoteonlyoff', slow: null },
  ])
})

describe('a shared chat', () => {
  const share = async (world: World, ...broadcaster_ids: string[]) =>
    (await world.send('POST', '/units/shared_chats', { body: { broadcaster_ids } })).body
  const participants = (...users: World['viewer'][]) => users.map((user) => who('broadcaster_user', user))
  const inChannel = (published: readonly Published[]) =>
    published.map(({ type, condition }) => [type, condition.broadcaster_user_id])

  test('is published in every channel: when they come, when others do, when they go', async () => {
    const world = new World()
    const published = publishedBy(world)
    const session = await share(world, '1001', '1002')
    const one = `/units/shared_chats/${session.session_id}`
    await world.send('PATCH', one, { body: { join: '1004' } })
    await world.send('PATCH', one, { body: { leave: '1002' } })
    await world.send('DELETE', one)
    expect(inChannel(published)).toEqual([
      ['channel.shared_chat.begin', '1001'],
      ['channel.shared_chat.begin', '1002'],
      ['channel.shared_chat.begin', '1004'],
      ['channel.shared_chat.update', '1001'],
      ['channel.shared_chat.update', '1002'],
      ['channel.shared_chat.end', '1002'],
      ['channel.shared_chat.update', '1001'],
      ['channel.shared_chat.update', '1004'],
      ['channel.shared_chat.end', '1001'],
      ['channel.shared_chat.end', '1004'],
    ])
    const common = { session_id: session.session_id, ...who('host_broadcaster_user', world.broadcaster) }
    expect(published[1]!.event).toEqual({
      ...common,
      ...who('broadcaster_user', world.affiliate),
      participants: participants(world.broadcaster, world.affiliate),
    })
    expect(published[3]!.event).toEqual({
      ...common,
      ...broadcaster(world),
      participants: participants(world.broadcaster, world.affiliate, world.other),
    })
    expect(published[5]!.event).toEqual({ ...common, ...who('broadcaster_user', world.affiliate) })
  })

  test('carries messages, notices and actions to the other channels, with their source', async () => {
    const world = new World()
    await share(world, '1001', '1002')
    const published = publishedBy(world)
    const { body } = await say(world, 'Hello')
    const source = who('source_broadcaster_user', world.broadcaster)
    const [own, copy] = ofType(published, 'channel.chat.message').map(({ event }) => event)
    const { message_id } = body.data[0]
    expect(own).toEqual({ ...written(world), message_id, is_source_only: false })
    expect(copy).toMatchObject({
      ...who('broadcaster_user', world.affiliate),
      ...source,
      source_message_id: message_id,
      source_badges: [],
      is_source_only: false,
    })

    await world.send('POST', '/units/subscriptions', { body: { broadcaster_id: '1001', user_id: '1003' } })
    const [, shared] = ofType(published, 'channel.chat.notification')
    expect(shared).toMatchObject({
      condition: { broadcaster_user_id: '1002' },
      event: {
        ...source,
        notice_type: 'shared_chat_sub',
        sub: null,
        shared_chat_sub: { sub_tier: '1000', is_prime: false, duration_months: 1 },
      },
    })

    const ban = { data: { user_id: '1003', reason: 'rude' } }
    await world
      .as(world.broadcaster, 'moderator:manage:banned_users')
      .post('/moderation/bans', ban, moderating)
    const [banned, sharedBan] = ofType(published, 'channel.moderate', '2').map(({ event }) => event)
    const victim = { ...who('user', world.viewer), reason: 'rude' }
    expect(banned).toMatchObject({ action: 'ban', ban: victim, shared_chat_ban: null, ...source })
    expect(sharedBan).toMatchObject({
      ...who('broadcaster_user', world.affiliate),
      ...source,
      action: 'shared_chat_ban',
      ban: null,
      shared_chat_ban: victim,
    })
  })
})
