import { describe, expect, test } from 'bun:test'
import { insertEditor } from '../../../../src/mock/resources/channels/editors/store.ts'
import { beginStream, endStream, findStream } from '../../../../src/mock/resources/streams/store.ts'
import { deleteVideos, findRecording } from '../../../../src/mock/resources/videos/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const wanted = { user_id: '1001', description: 'hello, this is a marker!' }
const readers = ['user:read:broadcast', 'channel:manage:broadcast'] as const

/** The broadcaster has been live for a minute; the affiliate is an editor. */
function live(): World {
  const world = new World()
  goLive(world)
  return world
}

function goLive(world: World): void {
  beginStream(world.store, '1001')
  insertEditor(world.store, { broadcaster_id: '1001', user_id: '1002', created_at: '2026-01-01T00:00:00Z' })
  world.advance(60)
}

const manager = (world: World, user = world.broadcaster) => world.as(user, 'channel:manage:broadcast')

describeAuthorization(
  'POST /streams/markers',
  { token: 'user', scopes: ['channel:manage:broadcast'] },
  (world) => {
    goLive(world)
    return { body: wanted }
  },
)
describeAuthorization('GET /streams/markers', { token: 'user', scopes: readers }, (world) => {
  goLive(world)
  return { query: { user_id: '1001' } }
})

describe('POST /streams/markers', () => {
  test('marks where the stream is, for the broadcaster and for an editor', async () => {
    const world = live()
    const marker = {
      id: '00000000000040008000000000000001',
      created_at: '2026-01-01T12:01:00Z',
      description: wanted.description,
      position_seconds: 60,
    }
    const made = await manager(world).post('/streams/markers', wanted)
    expect(made).toMatchObject({ status: 200, body: { data: [marker] } })
    world.advance(3605)
    await manager(world, world.affiliate).post('/streams/markers', { user_id: '1001' })

    const video_id = findRecording(world.store, '1001')!.id
    const url = `https://twitch.tv/broadcaster/manager/highlighter/${video_id}?t=0h1m00s`
    const { body } = await manager(world).get('/streams/markers', { user_id: '1001' })
    expect(body.data[0]).toEqual({
      user_id: '1001',
      user_name: 'Broadcaster',
      user_login: 'broadcaster',
      videos: [{ video_id, markers: [{ ...marker, url, URL: url }] }],
    })
    expect(body.data[1]).toMatchObject({
      user_id: '1002',
      videos: [{ video_id, markers: [{ description: '', position_seconds: 3665 }] }],
    })
  })
})

describeRefusals(
  'POST /streams/markers',
  {
    caller: manager,
    valid: (world) => {
      goLive(world)
      return { body: wanted }
    },
  },
  [
    {
      condition: '400 The user_id field is required.',
      body: { user_id: undefined },
      message: 'Missing required parameter "user_id"',
    },
    {
      condition: '400 The length of the string in the description field is too long.',
      body: { description: 'x'.repeat(141) },
      message: 'The parameter "description" was malformed: the value must be at most 140 characters long',
    },
    {
      condition:
        '403 The user in the access token is not authorized to create video markers for the user in the ' +
        'user_id field. The user in the access token must own the video or they must be one of the ' +
        "broadcaster's editors.",
      caller: (world) => manager(world, world.viewer),
    },
    {
      condition: '404 The user in the user_id field is not streaming live.',
      arrange: ({ store }) => endStream(store, findStream(store, '1001')!),
    },
    { condition: '404 The ID in the user_id field is not valid.', body: { user_id: '9' } },
    {
      condition: "404 The user hasn't enabled video on demand (VOD).",
      arrange: ({ store }) => deleteVideos(store, [findRecording(store, '1001')!.id]),
      message:
        'The stream has no video to mark: the user has not enabled video on demand (VOD), or the video was deleted.',
    },
  ],
)

describe('GET /streams/markers', () => {
  test('lists those of the latest stream, or of a video, page by page', async () => {
    const world = live()
    const mark = (description: string) =>
      manager(world).post('/streams/markers', { user_id: '1001', description })
    await mark('first stream')
    const video_id = findRecording(world.store, '1001')!.id
    endStream(world.store, findStream(world.store, '1001')!)
    world.advance(60)
    beginStream(world.store, '1001')
    for (const description of ['a', 'b', 'c']) {
      world.advance(5)
      await mark(description)
    }
    const listed = async (query: object) => {
      const { body } = await world
        .as(world.broadcaster, 'user:read:broadcast')
        .get('/streams/markers', { ...query })
      const markers = body.data[0].videos[0].markers.map(
        (marker: { description: string }) => marker.description,
      )
      return [markers, body.pagination.cursor] as const
    }
    const [newest, cursor] = await listed({ user_id: '1001', first: 2 })
    expect(newest).toEqual(['a', 'b'])
    expect(await listed({ user_id: '1001', first: 2, after: cursor })).toEqual([['c'], undefined])
    expect(await listed({ video_id })).toEqual([['first stream'], undefined])
  })
})

describeRefusals(
  'GET /streams/markers',
  {
    caller: manager,
    valid: (world) => {
      goLive(world)
      return { query: { user_id: '1001' } }
    },
  },
  [
    {
      condition: '400 The request must specify either the user_id or video_id query parameter, but not both.',
      query: { video_id: '1' },
    },
    {
      condition:
        "403 The user in the access token is not authorized to get the video's markers. The user in the " +
        "access token must own the video or be one of the broadcaster's editors.",
      caller: (world) => manager(world, world.viewer),
    },
    {
      condition: "404 The user specified in the user_id query parameter doesn't have videos.",
      caller: (world) => manager(world, world.viewer),
      query: { user_id: '1003' },
    },
    {
      condition: '404 (undocumented) an unknown video',
      query: { user_id: undefined, video_id: '1' },
      message: 'The ID in the video_id query parameter was not found.',
    },
  ],
)
