import { describe, expect, test } from 'bun:test'
import { toSecond } from '../../../src/mock/engine/time.ts'
import { insertGame } from '../../../src/mock/resources/games/store.ts'
import { beginStream } from '../../../src/mock/resources/streams/store.ts'
import type { Video } from '../../../src/mock/resources/videos/schema.ts'
import { formatDuration, insertVideo, type VideoRow } from '../../../src/mock/resources/videos/store.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { World } from '../../support/world.ts'

const row: VideoRow = {
  stream_id: '40001',
  user_id: '1001',
  game_id: '33214',
  title: 'Building',
  description: 'A house',
  created_at: '2025-12-31T18:00:00Z',
  published_at: '2025-12-31T18:00:00Z',
  view_count: 100,
  view_gain: 1,
  language: 'en',
  type: 'archive',
  length: 3723,
  muted_segments: [{ duration: 30, offset: 120 }],
}

const highlight: Partial<VideoRow> = {
  type: 'highlight',
  stream_id: null,
  created_at: '2025-12-28T18:00:00Z',
  published_at: '2025-12-28T18:00:00Z',
  view_count: 300,
  view_gain: 2,
  language: 'de',
}

const upload: Partial<VideoRow> = {
  type: 'upload',
  stream_id: null,
  created_at: '2025-11-20T18:00:00Z',
  published_at: '2025-12-10T18:00:00Z',
  view_count: 200,
  view_gain: 3,
}

/** An archive 1, a highlight 2 and an upload 3 of the broadcaster, an archive 4 of the affiliate. */
function arrange(world: World): void {
  insertGame(world.store, { id: '33214', name: 'Fortnite', box_art_url: '', igdb_id: '' })
  insertVideo(world.store, { ...row, id: '1' })
  insertVideo(world.store, { ...row, ...highlight, id: '2' })
  insertVideo(world.store, { ...row, ...upload, id: '3' })
  insertVideo(world.store, { ...row, id: '4', user_id: '1002', game_id: '' })
}

function withVideos(): World {
  const world = new World()
  arrange(world)
  return world
}

const ids = (body: { data: Video[] }) => body.data.map(({ id }) => id).join()
const owner = (world: World) => world.as(world.broadcaster, 'channel:manage:videos')

describeAuthorization('GET /videos', { token: 'any' }, (world) => {
  arrange(world)
  return { query: { id: '1' } }
})
describeAuthorization('DELETE /videos', { token: 'user', scopes: ['channel:manage:videos'] }, (world) => {
  arrange(world)
  return { query: { id: '1' } }
})

describe('GET /videos', () => {
  test('tells all about a video', async () => {
    const { body } = await withVideos().asApp().get('/videos', { id: '1' })
    expect(body).toEqual({
      data: [
        {
          id: '1',
          stream_id: '40001',
          user_id: '1001',
          user_login: 'broadcaster',
          user_name: 'Broadcaster',
          title: 'Building',
          description: 'A house',
          created_at: '2025-12-31T18:00:00Z',
          published_at: '2025-12-31T18:00:00Z',
          url: 'https://www.twitch.tv/videos/1',
          thumbnail_url:
            'https://static-cdn.jtvnw.net/cf_vods/d2nvs31859zcd8/broadcaster/1/' +
            'thumb/index-0000000000-%{width}x%{height}.jpg',
          viewable: 'public',
          view_count: 100,
          language: 'en',
          type: 'archive',
          duration: '1h2m3s',
          muted_segments: [{ duration: 30, offset: 120 }],
        },
      ],
      pagination: {},
    })
  })

  test.each([
    ['IDs, those that are unknown left out', { id: ['3', '1', '1', '99'] }, '1,3'],
    ['a user', { user_id: '1001' }, '1,2,3'],
    ['an unknown user', { user_id: '9' }, ''],
    ['a category', { game_id: '33214' }, '1,2,3'],
    ['a category in a language', { game_id: '33214', language: 'DE' }, '2'],
    ['a day', { user_id: '1001', period: 'day' }, '1'],
    ['a week', { user_id: '1001', period: 'week' }, '1,2'],
    ['a month, by publication', { user_id: '1001', period: 'month' }, '1,2,3'],
    ['all time', { user_id: '1001', period: 'all', type: 'all' }, '1,2,3'],
    ['a type', { user_id: '1001', type: 'upload' }, '3'],
    ['the latest first', { user_id: '1001', sort: 'time' }, '1,2,3'],
    ['the most viewed first', { user_id: '1001', sort: 'views' }, '2,3,1'],
    ['what trends first', { game_id: '33214', sort: 'trending' }, '3,2,1'],
    ['all filters at once', { game_id: '33214', language: 'en', type: 'archive', period: 'week' }, '1'],
  ])('lists %s', async (_, query, expected) => {
    expect(ids((await withVideos().asApp().get('/videos', query)).body)).toBe(expected)
  })

  test.each([
    ['day', 1],
    ['week', 7],
    ['month', 30],
  ])('takes what was published within a %s, to the second', async (period, days) => {
    const world = new World()
    const ago = (seconds: number) =>
      toSecond(new Date(world.store.now().getTime() - days * 86_400_000 - seconds * 1000))
    insertVideo(world.store, { ...row, game_id: '', id: '1', published_at: ago(0) })
    insertVideo(world.store, { ...row, game_id: '', id: '2', published_at: ago(1) })
    const { body } = await world.asApp().get('/videos', { user_id: '1001', period })
    expect(ids(body)).toBe('1')
  })

  test.each(['time', 'views', 'trending'])('pages by %s, forwards and backwards', async (sort) => {
    const caller = withVideos().asApp()
    const page = async (query: object) =>
      (await caller.get('/videos', { user_id: '1001', sort, first: 2, ...query })).body
    const whole = ids(await page({ first: 3 }))
    const first = await page({})
    const second = await page({ after: first.pagination.cursor })
    expect(`${ids(first)},${ids(second)}`).toBe(whole)
    expect(second.pagination).toEqual({})
  })
})

const caller = (world: World) => world.asApp()
const bySort = 'value must be one of "time", "trending", "views"'

describeRefusals(
  'GET /videos',
  {
    caller,
    valid: (world) => {
      arrange(world)
      return { query: { game_id: '33214' } }
    },
  },
  [
    {
      condition: '400 The request must specify either the id or user_id or game_id query parameter.',
      query: { game_id: undefined },
    },
    {
      condition:
        '400 The id, user_id, and game_id query parameters are mutually exclusive; you must specify only one of them.',
      query: { user_id: '1001' },
    },
    {
      condition: '400 The value in the id query parameter is not valid.',
      query: { game_id: undefined, id: 'x' },
    },
    {
      condition: '400 The ID in the game_id query parameter is not valid.',
      query: { game_id: 'Fortnite' },
    },
    {
      condition: '400 The value in the type query parameter is not valid.',
      query: { type: 'Archive' },
      message:
        'The parameter "type" was malformed: value must be one of "all", "archive", "highlight", "upload"',
    },
    {
      condition: '400 The value in the period query parameter is not valid.',
      query: { period: 'year' },
      message: 'The parameter "period" was malformed: value must be one of "all", "day", "month", "week"',
    },
    {
      condition: '400 The value in the sort query parameter is not valid.',
      query: { sort: 'title' },
      message: `The parameter "sort" was malformed: ${bySort}`,
    },
    { condition: '404 The ID in the game_id query parameter was not found.', query: { game_id: '1' } },
    {
      condition:
        '404 The ID in the id query parameter was not found. Returned only if all the IDs were not ' +
        'found; otherwise, the ID is ignored.',
      query: { game_id: undefined, id: ['98', '99'] },
      message: 'The ID in the id query parameter was not found.',
    },
  ],
)

describe('DELETE /videos', () => {
  test("deletes one's own, and ignores IDs that are none", async () => {
    const world = withVideos()
    const reply = await owner(world).delete('/videos', { id: ['1', '3', 'x'] })
    expect(reply).toMatchObject({ status: 200, body: { data: ['1', '3'] } })
    expect(ids((await world.asApp().get('/videos', { user_id: '1001' })).body)).toBe('2')
  })

  test("deletes none if one is somebody else's", async () => {
    const world = withVideos()
    await owner(world).delete('/videos', { id: ['1', '4'] })
    expect(ids((await world.asApp().get('/videos', { id: ['1', '4'] })).body)).toBe('1,4')
  })

  test('takes markers along, and leaves clips without their video', async () => {
    const world = new World()
    beginStream(world.store, '1001')
    world.advance(100)
    const editor = world.as(world.broadcaster, 'channel:manage:broadcast', 'clips:edit')
    await editor.post('/clips', undefined, { broadcaster_id: '1001' })
    await editor.post('/streams/markers', { user_id: '1001' })
    const clip = async () => (await world.asApp().get('/clips', { broadcaster_id: '1001' })).body.data[0]
    const { video_id, vod_offset } = await clip()
    expect(vod_offset).toBe(70)
    await owner(world).delete('/videos', { id: video_id })
    expect(await clip()).toMatchObject({ video_id: '', vod_offset: null })
    expect((await editor.get('/streams/markers', { video_id })).status).toBe(404)
  })
})

describeRefusals(
  'DELETE /videos',
  {
    caller: owner,
    valid: (world) => {
      arrange(world)
      return { query: { id: '1' } }
    },
  },
  [
    {
      condition: '400 The id query parameter is required.',
      query: { id: undefined },
      message: 'Missing required parameter "id"',
    },
    {
      condition: '400 The request exceeded the number of allowed id query parameters.',
      query: { id: ['1', '2', '3', '4', '5', '6'] },
      message: 'The parameter "id" was malformed: there must be at most 5 values',
    },
    { condition: '401 The caller is not authorized to delete the specified video.', query: { id: '4' } },
  ],
)

test.each([
  [0, '0s'],
  [59, '59s'],
  [60, '1m0s'],
  [201, '3m21s'],
  [3600, '1h0m0s'],
  [90_061, '25h1m1s'],
])('%d seconds are written %s', (seconds, written) => {
  expect(formatDuration(seconds)).toBe(written)
})
