import { describe, expect, test } from 'bun:test'
import { insertEditor } from '../../../../src/mock/resources/channels/editors/store.ts'
import { setClipSettings } from '../../../../src/mock/resources/clips/store.ts'
import { insertGame } from '../../../../src/mock/resources/games/store.ts'
import { banUser } from '../../../../src/mock/resources/moderation/bans/store.ts'
import { beginStream } from '../../../../src/mock/resources/streams/store.ts'
import { insertVideo, type VideoRow } from '../../../../src/mock/resources/videos/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const scopes = ['editor:manage:clips', 'channel:manage:clips'] as const

const wanted = {
  editor_id: '1001',
  broadcaster_id: '1001',
  vod_id: '1',
  vod_offset: 100,
  title: 'Wow',
}

const row: VideoRow = {
  id: '1',
  stream_id: '40001',
  user_id: '1001',
  game_id: '',
  title: 'Building',
  description: '',
  created_at: '2025-12-31T18:00:00Z',
  published_at: '2025-12-31T18:00:00Z',
  view_count: 0,
  view_gain: 0,
  language: 'de',
  type: 'archive',
  length: 600,
  muted_segments: null,
}

/** The affiliate is an editor of the broadcaster. */
function arrange(world: World) {
  insertGame(world.store, { id: '498566', name: 'Slots', box_art_url: '', igdb_id: '', is_clippable: false })
  insertVideo(world.store, row)
  insertVideo(world.store, { ...row, id: '2', type: 'upload', stream_id: null })
  insertVideo(world.store, { ...row, id: '3', game_id: '498566' })
  insertVideo(world.store, { ...row, id: '4', user_id: '1002' })
  insertEditor(world.store, { broadcaster_id: '1001', user_id: '1002', created_at: '2026-01-01T00:00:00Z' })
  return { query: wanted }
}

const editor = (world: World) => world.as(world.affiliate, 'editor:manage:clips')

describeAuthorization('POST /videos/clips', { token: 'any', scopes, userParam: 'editor_id' }, arrange)

describe('POST /videos/clips', () => {
  test('makes a clip that ends at the offset', async () => {
    const world = new World()
    arrange(world)
    const made = await editor(world).post('/videos/clips', undefined, {
      ...wanted,
      editor_id: '1002',
      duration: 12.5,
    })
    const [{ id }] = made.body.data
    expect(made).toMatchObject({
      status: 202,
      body: { data: [{ id, edit_url: `https://www.twitch.tv/broadcaster/clip/${id}` }] },
    })
    const { body } = await world.asApp().get('/clips', { id })
    expect(body.data).toMatchObject([
      { title: 'Wow', creator_id: '1002', video_id: '1', vod_offset: 87, duration: 12.5, language: 'de' },
    ])
  })

  test('makes a clip from earlier in the current stream', async () => {
    const world = new World()
    beginStream(world.store, '1002')
    world.advance(120)
    const { body } = await world.asApp().get('/videos', { user_id: '1002' })
    const query = { ...wanted, broadcaster_id: '1002', editor_id: '1002', vod_id: body.data[0].id }
    const status = async (vod_offset: number) =>
      (await world.asApp().post('/videos/clips', undefined, { ...query, vod_offset })).status
    expect([await status(100), await status(121)]).toEqual([202, 400])
  })
})

describeRefusals('POST /videos/clips', { caller: (world) => world.asApp(), valid: arrange }, [
  {
    condition: '400 Validation errors: Invalid source type, missing required fields.',
    query: { vod_id: '2' },
    message: 'Validation errors: Invalid source type.',
  },
  {
    condition: '400 (undocumented) no title',
    query: { title: '' },
    message: 'Missing required parameter "title"',
  },
  {
    condition: '400 The broadcaster_id query parameter is required.',
    query: { broadcaster_id: undefined },
    message: 'Missing required parameter "broadcaster_id"',
  },
  {
    condition: '400 The ID in the broadcaster_id query parameter was not found.',
    query: { broadcaster_id: '9' },
  },
  { condition: '400 The category is not clippable.', query: { vod_id: '3' } },
  { condition: '400 The title did not pass AutoMod checks.', query: { title: 'automod-fail' } },
  {
    condition: '400 (undocumented) an offset before the end of the clip',
    query: { vod_offset: 29 },
    message: 'The value in vod_offset must be greater than or equal to the value in duration.',
  },
  {
    condition: '400 (undocumented) an offset past the end of the video',
    query: { vod_offset: 601 },
    message: 'The value in vod_offset is past the end of the VOD.',
  },
  {
    condition:
      '403 The broadcaster has restricted the ability to capture clips to followers and/or subscribers only.',
    arrange: ({ store }) => setClipSettings(store, '1001', { is_enabled: true, audience: 'subscribers' }),
    caller: editor,
    query: { editor_id: '1002' },
  },
  {
    condition: '403 The specified broadcaster has not enabled clips on their channel.',
    arrange: ({ store }) => setClipSettings(store, '1001', { is_enabled: false, audience: 'everyone' }),
  },
  {
    condition: '403 The user defined by the editor_id is not authorized to create Clips.',
    query: { editor_id: '1003' },
  },
  {
    condition: "403 The user is banned or timed out from the broadcaster's channel.",
    arrange: ({ store }) => banUser(store, { broadcaster_id: '1001', user_id: '1002', moderator_id: '1001' }),
    query: { editor_id: '1002' },
  },
  {
    condition: '404 The VOD is not found..',
    query: { vod_id: '4' },
    message: 'The VOD is not found.',
  },
  { condition: '404 The broadcaster_id or the editor_id does not exist.', query: { editor_id: '9' } },
])

test.each([
  [{ vod_offset: 30 }, 202],
  [{ vod_offset: 29 }, 400],
  [{ vod_offset: 600 }, 202],
  [{ vod_offset: 601 }, 400],
  [{ vod_offset: 60, duration: 60 }, 202],
  [{ vod_offset: 59, duration: 60 }, 400],
])('a clip at %p, of 30 seconds unless told otherwise, is answered %i', async (where, status) => {
  const world = new World()
  arrange(world)
  const query = { ...wanted, ...where }
  expect((await editor(world).post('/videos/clips', undefined, { ...query, editor_id: '1002' })).status).toBe(
    status,
  )
})
