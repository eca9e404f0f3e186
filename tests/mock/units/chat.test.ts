import { describe, expect, test } from 'bun:test'
import { addModerator } from '../../../src/mock/resources/moderation/moderators/store.ts'
import { World } from '../../support/world.ts'

/** /units of a world, with one request after another. */
function units(world: World) {
  const ask = async (method: string, path: string, body?: unknown) =>
    (await world.send(method, `/units/${path}`, { body })).body
  return {
    list: (path: string) => ask('GET', path),
    make: (path: string, body: unknown) => ask('POST', path, body),
    change: (path: string, body: unknown) => ask('PATCH', path, body),
    remove: (path: string) => ask('DELETE', path),
  }
}

const inChat = { broadcaster_id: '1001', user_id: '1003' }

describe('messages', () => {
  test('have the color and the badges of their authors', async () => {
    const world = new World()
    const { list, make, change } = units(world)
    addModerator(world.store, '1001', '1003')
    expect(await change('chat_colors/1003', { color: 'hot_pink' })).toEqual({
      user_id: '1003',
      color: '#FF69B4',
      has_turbo: false,
    })
    const { id } = await make('chat_messages', { ...inChat, text: 'Hello', announcement_color: 'green' })
    expect(await list('chat_messages')).toEqual({
      cursor: '',
      total: 1,
      data: [
        {
          id,
          ...inChat,
          text: 'Hello',
          fragments: [{ type: 'text', text: 'Hello' }],
          announcement_color: 'green',
          reply_parent_message_id: null,
          bits: null,
          reward_id: null,
          source_broadcaster_id: null,
          source_message_id: null,
          sent_at: world.store.now().toISOString(),
          user_login: 'viewer',
          user_name: 'Viewer',
          color: '#FF69B4',
          badges: [{ set_id: 'moderator', id: '1', info: '' }],
        },
      ],
    })
  })

  test('are deleted as the broadcaster deletes them', async () => {
    const world = new World()
    const { make, remove, list } = units(world)
    const deleted = world.emitted('moderation.delete')
    const { id } = await make('chat_messages', { ...inChat, user_id: '1001', text: 'Mine' })
    expect(await remove(`chat_messages/${id}`)).toBe('')
    expect(deleted).toMatchObject([{ message: { id, text: 'Mine' }, moderator_id: '1001' }])
    expect(await list('chat_messages')).toEqual({ cursor: '', total: 0, data: [] })
  })

  test('are read from the end', async () => {
    const world = new World()
    const { list, make } = units(world)
    for (const text of ['1', '2', '3', '4', '5']) await make('chat_messages', { ...inChat, text })
    const texts = (answer: { data: { text: string }[] }) => answer.data.map(({ text }) => text).join('')
    const last = await list('chat_messages?broadcaster_id=1001&last=2')
    expect([texts(last), last.total]).toEqual(['45', 5])
    const before = await list(`chat_messages?broadcaster_id=1001&last=2&before=${last.cursor}`)
    expect([texts(before), before.total]).toEqual(['23', 5])
    const first = await list(`chat_messages?broadcaster_id=1001&last=2&before=${before.cursor}`)
    expect([texts(first), first.total, first.cursor]).toEqual(['1', 5, ''])
    expect(texts(await list(`chat_messages?before=${last.cursor}`))).toBe('123')
    expect(await list('chat_messages?last=5')).toMatchObject({ cursor: '', total: 5 })
    expect(await list('chat_messages?broadcaster_id=1002&last=5')).toEqual({ cursor: '', total: 0, data: [] })
    expect(await list('chat_messages?last=1000')).toMatchObject({ total: 5 })
    expect(await list('chat_messages?last=1001')).toEqual({
      error: 'Bad Request',
      status: 400,
      message: 'The parameter "last" was malformed: the value must be less than or equal to 1000',
    })
    expect(await list('chat_messages?last=1&first=1')).toEqual({
      error: 'Bad Request',
      status: 400,
      message: 'A page is read by first and after, or by last and before, not by both.',
    })
  })
})

describe('notices', () => {
  test('of what happens in a channel are kept', async () => {
    const world = new World()
    const { list, make } = units(world)
    const said_at = world.store.now().toISOString()
    await make('subscriptions', { ...inChat, tier: '1000' })
    await make('chat_notices', { ...inChat, notice_type: 'modiversary', text: 'Thanks!' })
    const rows = await list('chat_notices?broadcaster_id=1001')
    const said = { ...inChat, id: expect.any(String), message_id: expect.any(String), said_at }
    expect(rows).toEqual({
      cursor: '',
      total: 2,
      data: [
        {
          ...said,
          kind: 'sub',
          details: { sub_tier: '1000', is_prime: false, duration_months: 1 },
          system_message: 'Viewer subscribed at Tier 1.',
          text: '',
        },
        {
          ...said,
          kind: 'modiversary',
          details: { months: 12 },
          system_message: 'Viewer has been a moderator for 12 months!',
          text: 'Thanks!',
        },
      ],
    })
  })
})

describe('modes', () => {
  test('of every chat are listed, and changed with their values', async () => {
    const world = new World()
    const { list, change } = units(world)
    const changes = world.emitted('chat.settings.update')
    const off = {
      broadcaster_id: '1001',
      emote_mode: false,
      follower_mode: false,
      follower_mode_duration: null,
      slow_mode: false,
      slow_mode_wait_time: null,
      subscriber_mode: false,
      unique_chat_mode: false,
      non_moderator_chat_delay: false,
      non_moderator_chat_delay_duration: null,
    }
    expect(await list('chat_settings?broadcaster_id=1001')).toEqual({ cursor: '', total: 1, data: [off] })
    expect((await list('chat_settings')).total).toBe(4)
    const slow = { ...off, slow_mode: true, slow_mode_wait_time: 30 }
    expect(await change('chat_settings/1001', { slow_mode: true })).toEqual(slow)
    expect(changes).toEqual([{ before: off, settings: slow, moderator_id: '1001' }])
    expect(await change('chat_settings/1001', { follower_mode_duration: 10 })).toEqual({
      error: 'Bad Request',
      status: 400,
      message: 'To set the follower_mode_duration field, the follower_mode field must be true.',
    })
    expect(await change('chat_settings/1001', { slow_mode: false })).toEqual(off)
  })
})

describe('pins', () => {
  test('are made, prolonged and taken off, and end', async () => {
    const world = new World()
    const { list, make, change, remove } = units(world)
    const { id: message_id } = await make('chat_messages', { ...inChat, text: 'Read this' })
    const at = (seconds: number) => new Date(world.store.now().getTime() + seconds * 1000).toISOString()
    const second = (seconds: number) => at(seconds).replace(/\.\d+/, '')
    const pin = {
      ...inChat,
      message_id,
      text: 'Read this',
      pinned_by_user_id: '1001',
      starts_at: second(0),
      ends_at: second(60),
      updated_at: second(0),
    }
    const wanted = { broadcaster_id: '1001', message_id, duration_seconds: 60 }
    expect(await make('chat_pins', wanted)).toEqual(pin)
    expect(await make('chat_pins', wanted)).toEqual({
      error: 'Conflict',
      status: 409,
      message: 'A message is already pinned in the channel.',
    })
    expect(await make('chat_pins', { ...wanted, message_id: 'none' })).toMatchObject({ status: 404 })
    expect(await change('chat_pins/1001', { duration_seconds: 120 })).toEqual({
      ...pin,
      ends_at: second(120),
    })
    world.advance(120)
    expect(await list('chat_pins')).toEqual({ cursor: '', total: 0, data: [] })
    await make('chat_pins', wanted)
    await remove('chat_pins/1001')
    expect(await list('chat_pins')).toEqual({ cursor: '', total: 0, data: [] })
  })
})
