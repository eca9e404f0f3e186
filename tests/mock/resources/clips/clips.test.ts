import { describe, expect, test } from 'bun:test'
import { createFollow } from '../../../../src/mock/resources/channels/follows/store.ts'
import { updateChannel } from '../../../../src/mock/resources/channels/information/store.ts'
import type { Clip } from '../../../../src/mock/resources/clips/schema.ts'
import { type ClipRow, insertClip, setClipSettings } from '../../../../src/mock/resources/clips/store.ts'
import { insertGame } from '../../../../src/mock/resources/games/store.ts'
import { banUser } from '../../../../src/mock/resources/moderation/bans/store.ts'
import { beginStream, endStream, findStream } from '../../../../src/mock/resources/streams/store.ts'
import { subscribe } from '../../../../src/mock/resources/subscriptions/store.ts'
import { deleteVideos, findRecording } from '../../../../src/mock/resources/videos/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }

const clipper = (world: World, user = world.viewer) => world.as(user, 'clips:edit')

/** The broadcaster has been live for 100 seconds. */
function goLive(world: World): void {
  insertGame(world.store, { id: '33214', name: 'Fortnite', box_art_url: '', igdb_id: '' })
  insertGame(world.store, { id: '498566', name: 'Slots', box_art_url: '', igdb_id: '', is_clippable: false })
  updateChannel(world.store, '1001', { game_id: '33214', title: 'Building' })
  beginStream(world.store, '1001')
  world.advance(100)
}

function live(): World {
  const world = new World()
  goLive(world)
  return world
}

describeAuthorization('POST /clips', { token: 'user', scopes: ['clips:edit'] }, (world) => {
  goLive(world)
  return { query: ofBroadcaster }
})
describeAuthorization('GET /clips', { token: 'any' }, () => ({ query: ofBroadcaster }))

describe('POST /clips', () => {
  test('makes a clip of what was just shown, which can then be seen', async () => {
    const world = live()
    const made = await clipper(world).post('/clips', undefined, ofBroadcaster)
    const [{ id }] = made.body.data
    expect(id).toMatch(/^([A-Z]\w+){4}-[a-z0-9]{16}$/)
    expect(made).toMatchObject({
      status: 202,
      body: { data: [{ id, edit_url: `https://www.twitch.tv/broadcaster/clip/${id}` }] },
    })
    const clip: Clip = {
      id,
      url: `https://clips.twitch.tv/${id}`,
      embed_url: `https://clips.twitch.tv/embed?clip=${id}`,
      broadcaster_id: '1001',
      broadcaster_name: 'Broadcaster',
      creator_id: '1003',
      creator_name: 'Viewer',
      video_id: findRecording(world.store, '1001')!.id,
      game_id: '33214',
      language: 'en',
      title: 'Building',
      view_count: 0,
      created_at: '2026-01-01T12:01:40Z',
      thumbnail_url: `https://static-cdn.jtvnw.net/twitch-clips-thumbnails-prod/${id}/preview-480x272.jpg`,
      duration: 30,
      vod_offset: 70,
      is_featured: false,
    }
    expect((await world.asApp().get('/clips', { id })).body).toEqual({ data: [clip], pagination: {} })
  })

  test('takes a title and a duration', async () => {
    const world = live()
    await clipper(world).post('/clips', undefined, { ...ofBroadcaster, title: 'Wow', duration: '12.9' })
    const { body } = await world.asApp().get('/clips', ofBroadcaster)
    expect(body.data).toMatchObject([{ title: 'Wow', duration: 12.9, vod_offset: 87 }])
  })

  test('a stream that is not recorded has clips without a video', async () => {
    const world = live()
    deleteVideos(world.store, [findRecording(world.store, '1001')!.id])
    await clipper(world).post('/clips', undefined, ofBroadcaster)
    const { body } = await world.asApp().get('/clips', ofBroadcaster)
    expect(body.data).toMatchObject([{ video_id: '', vod_offset: null }])
  })

  test.each([
    ['followers', (world: World) => createFollow(world.store, { ...ofBroadcaster, user_id: '1003' })],
    [
      'subscribers',
      (world: World) => subscribe(world.store, { ...ofBroadcaster, user_id: '1003', tier: '1000' }),
    ],
  ] as const)('lets %s make clips where only they may', async (audience, join) => {
    const world = live()
    setClipSettings(world.store, '1001', { is_enabled: true, audience })
    const status = async (user = world.viewer) =>
      (await clipper(world, user).post('/clips', undefined, ofBroadcaster)).status
    expect([await status(), await status(world.broadcaster)]).toEqual([403, 202])
    join(world)
    expect(await status()).toBe(202)
  })
})

describeRefusals(
  'POST /clips',
  {
    caller: clipper,
    valid: (world) => {
      goLive(world)
      return { query: ofBroadcaster }
    },
  },
  [
    {
      condition: '400 The broadcaster_id query parameter is required.',
      query: { broadcaster_id: undefined },
      message: 'Missing required parameter "broadcaster_id"',
    },
    {
      condition: '400 The ID in the broadcaster_id query parameter was not found.',
      query: { broadcaster_id: '9' },
    },
    {
      condition: '400 The category is not clippable.',
      arrange: ({ store }) => updateChannel(store, '1001', { game_id: '498566' }),
    },
    { condition: '400 The title did not pass AutoMod checks.', query: { title: 'so automod-fail' } },
    {
      condition: '400 (undocumented) a duration out of range',
      query: { duration: 60.1 },
      message: 'The parameter "duration" was malformed: the value must be less than or equal to 60',
    },
    {
      condition:
        '403 The broadcaster has restricted the ability to capture clips to followers and/or subscribers only.',
      arrange: ({ store }) => setClipSettings(store, '1001', { is_enabled: true, audience: 'followers' }),
    },
    {
      condition: '403 The specified broadcaster has not enabled clips on their channel.',
      arrange: ({ store }) => setClipSettings(store, '1001', { is_enabled: false, audience: 'everyone' }),
    },
    {
      condition: "403 The user is banned or timed out from the broadcaster's channel.",
      arrange: ({ store }) =>
        banUser(store, { ...ofBroadcaster, user_id: '1003', moderator_id: '1001', duration: 60 }),
    },
    {
      condition: '404 The broadcaster in the broadcaster_id query parameter must be broadcasting live.',
      arrange: ({ store }) => endStream(store, findStream(store, '1001')!),
    },
  ],
)

const row: ClipRow = {
  id: 'A',
  broadcaster_id: '1001',
  creator_id: '1003',
  video_id: null,
  vod_offset: null,
  game_id: '33214',
  language: 'en',
  title: 'Wow',
  view_count: 10,
  created_at: '2025-12-01T12:00:00Z',
  duration: 30,
  is_featured: false,
}

describe('GET /clips', () => {
  function withClips(): World {
    const world = live()
    insertClip(world.store, row)
    insertClip(world.store, { ...row, id: 'B', view_count: 30, created_at: '2025-12-08T12:00:00Z' })
    insertClip(world.store, {
      ...row,
      id: 'C',
      view_count: 20,
      created_at: '2025-12-20T12:00:00Z',
      is_featured: true,
    })
    insertClip(world.store, { ...row, id: 'D', broadcaster_id: '1002', game_id: '' })
    return world
  }
  const ids = (body: { data: Clip[] }) => body.data.map(({ id }) => id).join('')

  test.each([
    ['IDs, each once, unknown ones left out', { id: ['D', 'A', 'A', 'X'] }, 'AD'],
    ['a broadcaster, the most viewed first', ofBroadcaster, 'BCA'],
    ['a category', { game_id: '33214' }, 'BCA'],
    ['featured ones', { ...ofBroadcaster, is_featured: true }, 'C'],
    ['others', { ...ofBroadcaster, is_featured: false }, 'BA'],
    ['a week from the start', { ...ofBroadcaster, started_at: '2025-12-01T12:00:00Z' }, 'BA'],
    [
      'a window',
      { game_id: '33214', started_at: '2025-12-02T00:00:00Z', ended_at: '2025-12-31T00:00:00+01:00' },
      'BC',
    ],
    ['until an end', { ...ofBroadcaster, ended_at: '2025-12-07T00:00:00Z' }, 'A'],
  ])('lists %s', async (_, query, expected) => {
    expect(ids((await withClips().asApp().get('/clips', query)).body)).toBe(expected)
  })

  test('pages forwards and backwards', async () => {
    const caller = withClips().asApp()
    const page = async (query: object) =>
      (await caller.get('/clips', { ...ofBroadcaster, first: 2, ...query })).body
    const first = await page({})
    const second = await page({ after: first.pagination.cursor })
    expect([ids(first), ids(second), second.pagination]).toEqual(['BC', 'A', {}])
    const afterB = await page({ first: 1, after: (await page({ first: 1 })).pagination.cursor })
    expect(ids(afterB)).toBe('C')
    expect(ids(await page({ before: afterB.pagination.cursor }))).toBe('B')
  })
})

describeRefusals(
  'GET /clips',
  { caller: (world) => world.asApp(), valid: () => ({ query: ofBroadcaster }) },
  [
    {
      condition: '400 The id or game_id or broadcaster_id query parameter is required.',
      query: { broadcaster_id: undefined },
    },
    {
      condition:
        '400 The id, game_id, and broadcaster_id query parameters are mutually exclusive; you may ' +
        'specify only one of them.',
      query: { game_id: '33214' },
    },
    {
      condition: '400 (undocumented) a malformed date',
      query: { started_at: 'yesterday' },
      message: 'The parameter "started_at" was malformed: value must be in RFC3339 format',
    },
    { condition: '404 The ID in game_id was not found.', query: { broadcaster_id: undefined, game_id: '9' } },
  ],
)

test.each([
  ['2025-11-30T11:59:59Z', 0],
  ['2025-12-01T12:00:00Z', 1],
  ['2025-12-08T12:00:00Z', 1],
  ['2025-12-08T12:00:01Z', 0],
])('a week from the start knows a clip of %s: %i', async (created_at, count) => {
  const world = live()
  insertClip(world.store, { ...row, created_at })
  const query = { ...ofBroadcaster, started_at: '2025-12-01T12:00:00Z' }
  expect((await world.asApp().get('/clips', query)).body.data).toHaveLength(count)
})

test.each([
  [4.9, 400],
  [5, 202],
  [60, 202],
])('a clip of %d seconds is answered %i', async (duration, status) => {
  const query = { ...ofBroadcaster, duration }
  expect((await clipper(live()).post('/clips', undefined, query)).status).toBe(status)
})
