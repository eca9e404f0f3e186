import { describe, expect, test } from 'bun:test'
import { nobody, ofType, type Published, publishedBy, typesOf, who } from '../../../support/published.ts'
import { uuid, World } from '../../../support/world.ts'

const condition = { broadcaster_user_id: '1001' }
const moderating = { broadcaster_id: '1001', moderator_id: '1001' }
const NOON = '2026-01-01T12:00:00.000000000Z'

const broadcaster = (world: World) => who('broadcaster_user', world.broadcaster)
const moderator = (world: World) => who('moderator_user', world.broadcaster)
const viewer = (world: World) => who('user', world.viewer)
const both = (world: World) => ({ ...broadcaster(world), ...viewer(world) })

const banning = (world: World) => world.as(world.broadcaster, 'moderator:manage:banned_users')
const ban = (world: World, duration?: number) =>
  banning(world).post('/moderation/bans', { data: { user_id: '1003', reason: 'rude', duration } }, moderating)

/** What version 2 tells of an action; version 1 tells the same without warnings. */
function action(world: World, published: readonly Published[]) {
  const [first] = ofType(published, 'channel.moderate')
  const [second] = ofType(published, 'channel.moderate', '2')
  const untold = {
    followers: null,
    slow: null,
    vip: null,
    unvip: null,
    mod: null,
    unmod: null,
    ban: null,
    unban: null,
    timeout: null,
    untimeout: null,
    raid: null,
    unraid: null,
    delete: null,
    automod_terms: null,
    unban_request: null,
    shared_chat_ban: null,
    shared_chat_unban: null,
    shared_chat_timeout: null,
    shared_chat_untimeout: null,
    shared_chat_delete: null,
  }
  const whole = {
    ...broadcaster(world),
    ...nobody('source_broadcaster_user'),
    ...moderator(world),
    ...untold,
  }
  return {
    toBe(name: string, about: object) {
      if (name !== 'warn') expect(first!.event).toEqual({ ...whole, action: name, ...about })
      expect(second).toEqual({
        type: 'channel.moderate',
        version: '2',
        condition,
        event: { ...whole, action: name, warn: null, ...about },
      })
    },
  }
}

describe('a ban', () => {
  test('is published, and clears the chat of what was written', async () => {
    const world = new World()
    const published = publishedBy(world)
    await ban(world)
    expect(typesOf(published)).toEqual([
      'channel.ban 1',
      'channel.moderate 1',
      'channel.moderate 2',
      'channel.chat.clear_user_messages 1',
    ])
    const event = {
      ...both(world),
      ...moderator(world),
      reason: 'rude',
      banned_at: NOON,
      ends_at: null,
      is_permanent: true,
    }
    expect(published[0]).toEqual({ type: 'channel.ban', version: '1', condition, event })
    action(world, published).toBe('ban', { ban: { ...viewer(world), reason: 'rude' } })
    expect(published[3]!.event).toEqual({ ...broadcaster(world), ...who('target_user', world.viewer) })
  })

  test('that ends is a timeout, and lapses in silence', async () => {
    const world = new World()
    const published = publishedBy(world)
    await ban(world, 600)
    const ends_at = '2026-01-01T12:10:00.000000000Z'
    expect(published[0]!.event).toMatchObject({ ends_at, is_permanent: false })
    const timeout = { ...viewer(world), reason: 'rude', expires_at: ends_at }
    action(world, published).toBe('timeout', { timeout })
    published.splice(0)
    world.advance(3600)
    expect(published).toEqual([])
  })

  test.each([
    [undefined, 'unban'],
    [600, 'untimeout'],
  ])('of %p seconds is lifted', async (duration, name) => {
    const world = new World()
    await ban(world, duration)
    const published = publishedBy(world)
    await banning(world).delete('/moderation/bans', { ...moderating, user_id: '1003' })
    expect(typesOf(published)).toEqual(['channel.unban 1', 'channel.moderate 1', 'channel.moderate 2'])
    const event = { ...both(world), ...moderator(world) }
    expect(published[0]).toEqual({ type: 'channel.unban', version: '1', condition, event })
    action(world, published).toBe(name, { [name]: viewer(world) })
  })
})

describe('an unban request', () => {
  const ask = async (world: World) => {
    await ban(world)
    const body = { broadcaster_id: '1001', user_id: '1003', text: 'Sorry.' }
    return (await world.send('POST', '/units/unban_requests', { body })).body.id as string
  }
  const resolve = (world: World, status: string) =>
    world
      .as(world.broadcaster, 'moderator:manage:unban_requests')
      .patch('/moderation/unban_requests', undefined, {
        ...moderating,
        unban_request_id: uuid(1),
        status,
        resolution_text: 'We shall see.',
      })

  test('is published when it is made and when it is approved', async () => {
    const world = new World()
    const published = publishedBy(world)
    await ask(world)
    const [asked] = ofType(published, 'channel.unban_request.create')
    const event = { id: uuid(1), ...both(world), text: 'Sorry.', created_at: NOON }
    expect(asked).toEqual({ type: 'channel.unban_request.create', version: '1', condition, event })
    published.splice(0)
    await resolve(world, 'approved')
    expect(typesOf(published)).toEqual([
      'channel.unban 1',
      'channel.unban_request.resolve 1',
      'channel.moderate 1',
      'channel.moderate 2',
    ])
    expect(published[1]!.event).toEqual({
      id: uuid(1),
      ...both(world),
      ...moderator(world),
      resolution_text: 'We shall see.',
      status: 'approved',
    })
    const unban_request = { ...viewer(world), is_approved: true, moderator_message: 'We shall see.' }
    action(world, published).toBe('approve_unban_request', { unban_request })
  })

  test('that is denied lifts no ban', async () => {
    const world = new World()
    await ask(world)
    const published = publishedBy(world)
    await resolve(world, 'denied')
    expect(typesOf(published)).toEqual([
      'channel.unban_request.resolve 1',
      'channel.moderate 1',
      'channel.moderate 2',
    ])
    const unban_request = { ...viewer(world), is_approved: false, moderator_message: 'We shall see.' }
    action(world, published).toBe('deny_unban_request', { unban_request })
  })

  test('that its user takes back names no moderator, and is no action', async () => {
    const world = new World()
    await ask(world)
    const published = publishedBy(world)
    await world.send('DELETE', `/units/unban_requests/${uuid(1)}`)
    expect(typesOf(published)).toEqual(['channel.unban_request.resolve 1'])
    expect(published[0]!.event).toMatchObject({
      ...nobody('moderator_user'),
      resolution_text: null,
      status: 'canceled',
    })
  })
})

describe('a warning', () => {
  test('is published when it is sent, to version 2 alone as an action, and when it is read', async () => {
    const world = new World()
    const published = publishedBy(world)
    await world
      .as(world.broadcaster, 'moderator:manage:warnings')
      .post('/moderation/warnings', { data: { user_id: '1003', reason: 'Calm down.' } }, moderating)
    await world.send('DELETE', '/units/warnings/1001:1003')
    expect(typesOf(published)).toEqual([
      'channel.warning.send 1',
      'channel.moderate 2',
      'channel.warning.acknowledge 1',
    ])
    const warned = { ...viewer(world), reason: 'Calm down.', chat_rules_cited: null }
    expect(published[0]!.event).toEqual({ ...broadcaster(world), ...moderator(world), ...warned })
    action(world, published).toBe('warn', { warn: warned })
    expect(published[2]).toEqual({
      type: 'channel.warning.acknowledge',
      version: '1',
      condition,
      event: both(world),
    })
  })
})

test.each([
  ['/moderation/moderators', 'channel:manage:moderators', 'channel.moderator', 'mod'],
  ['/channels/vips', 'channel:manage:vips', 'channel.vip', 'vip'],
] as const)('%s tells who has the role now, and who no longer', async (path, scope, type, name) => {
  const world = new World()
  const published = publishedBy(world)
  const caller = world.as(world.broadcaster, scope)
  const query = { broadcaster_id: '1001', user_id: '1003' }
  await caller.post(path, undefined, query)
  expect(published[0]).toEqual({ type: `${type}.add`, version: '1', condition, event: both(world) })
  action(world, published).toBe(name, { [name]: viewer(world) })
  published.splice(0)
  await caller.delete(path, query)
  expect(published[0]).toEqual({ type: `${type}.remove`, version: '1', condition, event: both(world) })
  action(world, published).toBe(`un${name}`, { [`un${name}`]: viewer(world) })
  expect(published).toHaveLength(3)
})

test('Shield Mode tells when it begins and ends, once', async () => {
  const world = new World()
  const published = publishedBy(world)
  const caller = world.as(world.broadcaster, 'moderator:manage:shield_mode')
  for (const is_active of [true, true, false, false]) {
    await caller.put('/moderation/shield_mode', { is_active }, moderating)
  }
  const event = { ...broadcaster(world), ...moderator(world) }
  expect(published).toEqual([
    { type: 'channel.shield_mode.begin', version: '1', condition, event: { ...event, started_at: NOON } },
    { type: 'channel.shield_mode.end', version: '1', condition, event: { ...event, ended_at: NOON } },
  ])
})

test('a suspicious user is published, and whatever the user writes', async () => {
  const world = new World()
  const published = publishedBy(world)
  const caller = world.as(world.broadcaster, 'moderator:manage:suspicious_users')
  await caller.post('/moderation/suspicious_users', { user_id: '1003', status: 'RESTRICTED' }, moderating)
  const message = { broadcaster_id: '1001', sender_id: '1003', message: 'Hello' }
  await world.as(world.viewer, 'user:write:chat').post('/chat/messages', message)
  await caller.delete('/moderation/suspicious_users', { ...moderating, user_id: '1003' })
  expect(ofType(published, 'channel.suspicious_user.update').map(({ event }) => event)).toEqual(
    ['restricted', 'none'].map((low_trust_status) => ({
      ...both(world),
      ...moderator(world),
      low_trust_status,
    })),
  )
  expect(ofType(published, 'channel.suspicious_user.message')).toEqual([
    {
      type: 'channel.suspicious_user.message',
      version: '1',
      condition,
      event: {
        ...both(world),
        low_trust_status: 'restricted',
        shared_ban_channel_ids: null,
        types: ['manually_added'],
        ban_evasion_evaluation: 'unknown',
        message: {
          message_id: uuid(1),
          text: 'Hello',
          fragments: [{ type: 'text', text: 'Hello', cheermote: null, emote: null }],
        },
      },
    },
  ])
})
