import { describe, expect, test } from 'bun:test'
import { createFollow } from '../../../../src/mock/resources/channels/follows/store.ts'
import { updateChannel } from '../../../../src/mock/resources/channels/information/store.ts'
import { insertGame } from '../../../../src/mock/resources/games/store.ts'
import type { Stream } from '../../../../src/mock/resources/streams/schema.ts'
import { beginStream, endStream } from '../../../../src/mock/resources/streams/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const users = (body: { data: Stream[] }) => body.data.map(({ user_id }) => user_id)

/** The affiliate has more viewers than the broadcaster, and another category and language. */
function withStreams(): World {
  const world = new World()
  insertGame(world.store, { id: '33214', name: 'Fortnite', box_art_url: '', igdb_id: '' })
  updateChannel(world.store, '1001', { game_id: '33214', title: 'Building', tags: ['Cozy'] })
  updateChannel(world.store, '1002', { broadcaster_language: 'de' })
  beginStream(world.store, '1001', 10)
  beginStream(world.store, '1002', 20)
  return world
}

describeAuthorization('GET /streams', { token: 'any' }, () => ({}))
describeAuthorization(
  'GET /streams/followed',
  { token: 'user', scopes: ['user:read:follows'], userParam: 'user_id' },
  () => ({ query: { user_id: '1001' } }),
)

describe('GET /streams', () => {
  test('tells what a channel shows', async () => {
    const { body } = await withStreams().asApp().get('/streams', { user_id: '1001' })
    expect(body).toEqual({
      data: [
        {
          id: expect.stringMatching(/^\d{11}$/),
          user_id: '1001',
          user_login: 'broadcaster',
          user_name: 'Broadcaster',
          game_id: '33214',
          game_name: 'Fortnite',
          type: 'live',
          title: 'Building',
          tags: ['Cozy'],
          viewer_count: 10,
          started_at: '2026-01-01T12:00:00Z',
          language: 'en',
          thumbnail_url:
            'https://static-cdn.jtvnw.net/previews-ttv/live_user_broadcaster-{width}x{height}.jpg',
          tag_ids: [],
          is_mature: false,
        },
      ],
      pagination: {},
    })
  })

  test.each([
    ['everything, the most viewers first', {}, ['1002', '1001']],
    ['type=live', { type: 'live' }, ['1002', '1001']],
    ['users by ID', { user_id: ['1001', '1003', '9'] }, ['1001']],
    ['users by login', { user_login: ['AFFILIATE', 'viewer'] }, ['1002']],
    ['users by either', { user_id: '1001', user_login: 'affiliate' }, ['1002', '1001']],
    ['categories', { game_id: ['33214', '1'] }, ['1001']],
    ['languages', { language: ['de', 'fr'] }, ['1002']],
    ['all filters at once', { user_id: '1001', game_id: '33214', language: 'de' }, []],
  ])('lists %s', async (_, query, expected) => {
    expect(users((await withStreams().asApp().get('/streams', query)).body)).toEqual(expected)
  })

  test('follows what the channel changes, until the stream ends', async () => {
    const world = withStreams()
    updateChannel(world.store, '1002', { game_id: '33214', broadcaster_language: 'fr' })
    const { body } = await world.asApp().get('/streams', { game_id: '33214', language: 'fr' })
    expect(users(body)).toEqual(['1002'])
    endStream(world.store, body.data[0])
    expect(users((await world.asApp().get('/streams')).body)).toEqual(['1001'])
  })

  test('pages forwards and backwards', async () => {
    const world = withStreams()
    const page = async (query: object) => (await world.asApp().get('/streams', { first: 1, ...query })).body
    const first = await page({})
    const second = await page({ after: first.pagination.cursor })
    expect([users(first), users(second), second.pagination]).toEqual([['1002'], ['1001'], {}])
    const back = await page({ before: Buffer.from('[[10,"99999999999"],[10,"0"]]').toString('base64url') })
    expect(users(back)).toEqual(['1002'])
  })
})

describeRefusals('GET /streams', { caller: (world) => world.asApp(), valid: () => ({}) }, [
  {
    condition: '400 The value in the type query parameter is not valid.',
    query: { type: 'vodcast' },
    message: 'The parameter "type" was malformed: value must be one of "all", "live"',
  },
  {
    condition: '400 (undocumented) more than 100 users',
    query: { user_id: Array(101).fill('1') },
    message: 'The parameter "user_id" was malformed: there must be at most 100 values',
  },
])

describe('GET /streams/followed', () => {
  test('lists the live channels that the user follows, by viewers', async () => {
    const world = withStreams()
    for (const broadcaster_id of ['1001', '1002', '1003']) {
      createFollow(world.store, { broadcaster_id, user_id: '1004' })
    }
    const followed = async (user = world.other) => {
      const { body } = await world
        .as(user, 'user:read:follows')
        .get('/streams/followed', { user_id: user.id })
      return users(body)
    }
    expect(await followed()).toEqual(['1002', '1001'])
    expect(await followed(world.viewer)).toEqual([])
  })
})

describeRefusals(
  'GET /streams/followed',
  {
    caller: (world) => world.as(world.broadcaster, 'user:read:follows'),
    valid: () => ({ query: { user_id: '1001' } }),
  },
  [
    {
      condition: '400 The user_id query parameter is required.',
      query: { user_id: undefined },
      message: 'Missing required parameter "user_id"',
    },
  ],
)

describe('a stream', () => {
  test('is published when it begins and when it ends', () => {
    const world = new World()
    const [online, offline] = [world.emitted('stream.online'), world.emitted('stream.offline')]
    const stream = beginStream(world.store, '1001', 7)
    expect([online, offline]).toEqual([[stream], []])
    endStream(world.store, stream)
    expect([online, offline]).toEqual([[stream], [stream]])
  })

  test('leaves a video as long as it was, which grows until then', async () => {
    const world = new World()
    const stream = beginStream(world.store, '1001')
    const durations = async () => {
      const { body } = await world.asApp().get('/videos', { user_id: '1001' })
      return body.data.map(({ stream_id, duration }: Record<string, string>) => [stream_id, duration])
    }
    world.advance(63)
    expect(await durations()).toEqual([[stream.id, '1m3s']])
    world.advance(3660)
    endStream(world.store, stream)
    world.advance(1000)
    expect(await durations()).toEqual([[stream.id, '1h2m3s']])
  })
})
