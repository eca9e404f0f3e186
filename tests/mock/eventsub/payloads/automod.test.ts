import { describe, expect, test } from 'bun:test'
import { ofType, publishedBy, typesOf, who } from '../../../support/published.ts'
import { uuid, World } from '../../../support/world.ts'

const condition = { broadcaster_user_id: '1001' }
const moderating = { broadcaster_id: '1001', moderator_id: '1001' }
const NOON = '2026-01-01T12:00:00.000000000Z'

const broadcaster = (world: World) => who('broadcaster_user', world.broadcaster)
const moderator = (world: World) => who('moderator_user', world.broadcaster)

const say = (world: World, message: string) =>
  world
    .as(world.viewer, 'user:write:chat')
    .post('/chat/messages', { broadcaster_id: '1001', sender_id: '1003', message })

const decide = (world: World, action: 'ALLOW' | 'DENY') =>
  world
    .as(world.broadcaster, 'moderator:manage:automod')
    .post('/moderation/automod/message', { user_id: '1001', msg_id: uuid(1), action })

const block = (world: World, text: string) =>
  world
    .as(world.broadcaster, 'moderator:manage:blocked_terms')
    .post('/moderation/blocked_terms', { text }, moderating)

const rude = 'this is automod-fail'
const piece = { text: rude, cheermote: null, emote: null }
const message = { text: rude, fragments: [{ type: 'text', ...piece }] }
const held = (world: World) => ({
  ...broadcaster(world),
  ...who('user', world.viewer),
  message_id: uuid(1),
  held_at: NOON,
})
const first = (world: World) => ({
  ...held(world),
  message: { text: rude, fragments: [{ type: 'text', ...piece }] },
  category: 'aggressive',
  level: 4,
})
const second = (world: World) => ({
  ...held(world),
  message,
  reason: 'automod',
  automod: { category: 'aggressive', level: 4, boundaries: [{ start_pos: 8, end_pos: 19 }] },
  blocked_term: null,
})
const own = (world: World) => ({
  ...broadcaster(world),
  ...who('user', world.viewer),
  message_id: uuid(1),
  message,
})

describe('a message that AutoMod holds', () => {
  test('is published to moderators in both versions, and to the one who wrote it', async () => {
    const world = new World()
    const published = publishedBy(world)
    await say(world, rude)
    expect(published).toEqual([
      { type: 'automod.message.hold', version: '1', condition, event: first(world) },
      { type: 'automod.message.hold', version: '2', condition, event: second(world) },
      {
        type: 'channel.chat.user_message_hold',
        version: '1',
        condition: { ...condition, user_id: '1003' },
        event: own(world),
      },
    ])
  })

  test('names the part of the text that offends, at its very beginning too', async () => {
    const world = new World()
    const published = publishedBy(world)
    await say(world, 'automod-fail you are')
    const { event } = published.find(({ version }) => version === '2')!
    expect(event).toMatchObject({ automod: { boundaries: [{ start_pos: 0, end_pos: 11 }] } })
  })

  test.each([
    ['ALLOW', 'approved'],
    ['DENY', 'denied'],
  ] as const)('is published when a moderator decides: %s', async (action, status) => {
    const world = new World()
    await say(world, rude)
    const published = publishedBy(world)
    await decide(world, action)
    const decision = { ...moderator(world), status }
    expect(published.slice(0, 3)).toEqual([
      { type: 'automod.message.update', version: '1', condition, event: { ...first(world), ...decision } },
      { type: 'automod.message.update', version: '2', condition, event: { ...second(world), ...decision } },
      {
        type: 'channel.chat.user_message_update',
        version: '1',
        condition: { ...condition, user_id: '1003' },
        event: { ...own(world), status },
      },
    ])
    expect(typesOf(published.slice(3))).toEqual(action === 'ALLOW' ? ['channel.chat.message 1'] : [])
  })

  test('is published when nobody decides', async () => {
    const world = new World()
    await say(world, rude)
    const published = publishedBy(world)
    world.advance(300)
    const none = { moderator_user_id: '', moderator_user_login: '', moderator_user_name: '' }
    expect(published[1]!.event).toEqual({ ...second(world), ...none, status: 'expired' })
    expect(published[2]!.event).toEqual({ ...own(world), status: 'invalid' })
  })

  test('for a blocked term tells which and where', async () => {
    const world = new World()
    await block(world, 'spoiler*')
    const published = publishedBy(world)
    await say(world, 'no Spoilers please')
    const [, version2] = published
    expect(published[0]!.event).toMatchObject({ category: 'invalid', level: 0 })
    expect(version2!.event).toMatchObject({
      reason: 'blocked_term',
      automod: null,
      blocked_term: {
        terms_found: [
          {
            term_id: uuid(1),
            boundary: { start_pos: 3, end_pos: 10 },
            ...who('owner_broadcaster_user', world.broadcaster),
          },
        ],
      },
    })
  })
})

test('terms that are blocked and unblocked are published, also as actions', async () => {
  const world = new World()
  const published = publishedBy(world)
  await block(world, 'spoiler')
  await world
    .as(world.broadcaster, 'moderator:manage:blocked_terms')
    .delete('/moderation/blocked_terms', { ...moderating, id: uuid(1) })
  const event = { ...broadcaster(world), ...moderator(world), from_automod: false, terms: ['spoiler'] }
  expect(ofType(published, 'automod.terms.update')).toEqual(
    ['add_blocked', 'remove_blocked'].map((action) => ({
      type: 'automod.terms.update',
      version: '1',
      condition,
      event: { ...event, action },
    })),
  )
  const terms = { list: 'blocked', terms: ['spoiler'], from_automod: false }
  expect(ofType(published, 'channel.moderate').map(({ event }) => event)).toMatchObject([
    { action: 'add_blocked_term', automod_terms: { action: 'add', ...terms } },
    { action: 'remove_blocked_term', automod_terms: { action: 'remove', ...terms } },
  ])
})

test('settings of AutoMod are published with who set them', async () => {
  const world = new World()
  const published = publishedBy(world)
  await world
    .as(world.broadcaster, 'moderator:manage:automod_settings')
    .put('/moderation/automod/settings', { bullying: 2 }, moderating)
  const event = {
    ...broadcaster(world),
    ...moderator(world),
    overall_level: null,
    bullying: 2,
    disability: 0,
    race_ethnicity_or_religion: 0,
    misogyny: 0,
    sexuality_sex_or_gender: 0,
    aggression: 0,
    sex_based_terms: 0,
    swearing: 0,
  }
  expect(published).toEqual([{ type: 'automod.settings.update', version: '1', condition, event }])
})
