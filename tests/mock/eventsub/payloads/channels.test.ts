import { describe, expect, test } from 'bun:test'
import {
  grantAuthorization,
  revokeAuthorization,
} from '../../../../src/mock/resources/accounts/authorizations/store.ts'
import { insertGame } from '../../../../src/mock/resources/games/store.ts'
import { publishedBy, who } from '../../../support/published.ts'
import { uuid, World } from '../../../support/world.ts'

const broadcaster = (world: World) => who('broadcaster_user', world.broadcaster)
const condition = { broadcaster_user_id: '1001' }
const NOON = '2026-01-01T12:00:00.000000000Z'

const goLive = (world: World, user_id = '1001', viewer_count = 7) =>
  world.send('POST', '/units/streams', { body: { user_id, viewer_count } })

describe('a channel', () => {
  test('tells of what viewers see of it, once it is another', async () => {
    const world = new World()
    insertGame(world.store, { id: '33214', name: 'Fortnite', box_art_url: '', igdb_id: '' })
    const published = publishedBy(world)
    const caller = world.as(world.broadcaster, 'channel:manage:broadcast')
    const changes = { title: 'New title', game_id: '33214', broadcaster_language: 'de' }
    await caller.patch('/channels', changes, { broadcaster_id: '1001' })
    await caller.patch('/channels', { ...changes, tags: ['quiet'] }, { broadcaster_id: '1001' })
    expect(published).toEqual([
      {
        type: 'channel.update',
        version: '2',
        condition,
        event: {
          ...broadcaster(world),
          title: 'New title',
          language: 'de',
          category_id: '33214',
          category_name: 'Fortnite',
          content_classification_labels: [],
        },
      },
    ])
  })

  test('tells of a new follower', async () => {
    const world = new World()
    const published = publishedBy(world)
    const follow = { broadcaster_id: '1001', user_id: '1003' }
    await world.send('POST', '/units/follows', { body: follow })
    await world.send('POST', '/units/follows', { body: follow })
    expect(published).toEqual([
      {
        type: 'channel.follow',
        version: '2',
        condition,
        event: { ...who('user', world.viewer), ...broadcaster(world), followed_at: NOON },
      },
    ])
  })

  test('tells of going live and off', async () => {
    const world = new World()
    const published = publishedBy(world)
    const { body } = await goLive(world)
    await world.send('DELETE', `/units/streams/${body.id}`)
    const started = { ...broadcaster(world), id: body.id, type: 'live', started_at: NOON }
    expect(published).toEqual([
      { type: 'stream.online', version: '1', condition, event: started },
      { type: 'stream.offline', version: '1', condition, event: { ...broadcaster(world), id: body.id } },
    ])
  })

  test('tells of ads', async () => {
    const world = new World()
    await goLive(world)
    const published = publishedBy(world)
    const caller = world.as(world.broadcaster, 'channel:edit:commercial')
    await caller.post('/channels/commercial', { broadcaster_id: '1001', length: 60 })
    const event = {
      ...broadcaster(world),
      duration_seconds: 60,
      started_at: NOON,
      is_automatic: false,
      ...who('requester_user', world.broadcaster),
    }
    expect(published).toEqual([{ type: 'channel.ad_break.begin', version: '1', condition, event }])
  })

  test('tells of a shoutout, and so does the other channel', async () => {
    const world = new World()
    await goLive(world)
    const published = publishedBy(world)
    const query = { from_broadcaster_id: '1001', to_broadcaster_id: '1002', moderator_id: '1001' }
    await world.as(world.broadcaster, 'moderator:manage:shoutouts').post('/chat/shoutouts', {}, query)
    expect(published).toEqual([
      {
        type: 'channel.shoutout.create',
        version: '1',
        condition,
        event: {
          ...broadcaster(world),
          ...who('to_broadcaster_user', world.affiliate),
          ...who('moderator_user', world.broadcaster),
          viewer_count: 7,
          started_at: NOON,
          cooldown_ends_at: '2026-01-01T12:02:00.000000000Z',
          target_cooldown_ends_at: '2026-01-01T13:00:00.000000000Z',
        },
      },
      {
        type: 'channel.shoutout.receive',
        version: '1',
        condition: { broadcaster_user_id: '1002' },
        event: {
          ...who('broadcaster_user', world.affiliate),
          ...who('from_broadcaster_user', world.broadcaster),
          viewer_count: 7,
          started_at: NOON,
        },
      },
    ])
  })
})

describe('a user', () => {
  test('tells of another description', async () => {
    const world = new World()
    const published = publishedBy(world)
    await world.as(world.viewer, 'user:edit').put('/users', {}, { description: 'I watch.' })
    const event = {
      ...who('user', world.viewer),
      email: 'viewer@testing.mocks',
      email_verified: true,
      description: 'I watch.',
    }
    expect(published).toEqual([{ type: 'user.update', version: '1', condition: { user_id: '1003' }, event }])
  })

  test('is published a whisper', async () => {
    const world = new World()
    const published = publishedBy(world)
    const query = { from_user_id: '1003', to_user_id: '1004' }
    await world.as(world.viewer, 'user:manage:whispers').post('/whispers', { message: 'Psst' }, query)
    expect(published).toEqual([
      {
        type: 'user.whisper.message',
        version: '1',
        condition: { user_id: '1004' },
        event: {
          ...who('from_user', world.viewer),
          ...who('to_user', world.other),
          whisper_id: uuid(1),
          whisper: { text: 'Psst' },
        },
      },
    ])
  })

  test('who is gone is named by the ID alone to the apps that were connected', async () => {
    const world = new World()
    world.as(world.viewer)
    const published = publishedBy(world)
    await world.send('DELETE', '/units/users/1003')
    const client_id = world.client.id
    expect(published).toEqual([
      {
        type: 'user.authorization.revoke',
        version: '1',
        condition: { client_id },
        event: { client_id, user_id: '1003', user_login: null, user_name: null },
      },
    ])
  })

  test('who connects an app or disconnects it is named to the app', () => {
    const world = new World()
    const published = publishedBy(world)
    const client_id = world.client.id
    grantAuthorization(world.store, { client_id, user_id: '1003', scopes: [] })
    revokeAuthorization(world.store, client_id, '1003')
    const rest = {
      version: '1',
      condition: { client_id },
      event: { client_id, ...who('user', world.viewer) },
    }
    expect(published).toEqual([
      { type: 'user.authorization.grant', ...rest },
      { type: 'user.authorization.revoke', ...rest },
    ])
  })
})
