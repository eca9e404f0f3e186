import { describe, expect, test } from 'bun:test'
import { insertEditor } from '../../../../src/mock/resources/channels/editors/store.ts'
import { insertClip } from '../../../../src/mock/resources/clips/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const scopes = ['editor:manage:clips', 'channel:manage:clips'] as const

const wanted = { editor_id: '1001', broadcaster_id: '1001', clip_id: ['A', 'B'] }

/** Clips A and B of the broadcaster, and C of the affiliate. */
function arrange({ store }: World) {
  for (const [id, broadcaster_id] of [
    ['A', '1001'],
    ['B', '1001'],
    ['C', '1002'],
  ] as const) {
    insertClip(store, {
      id,
      broadcaster_id,
      creator_id: '1003',
      video_id: null,
      vod_offset: null,
      game_id: '',
      language: 'en',
      title: 'Wow',
      view_count: 0,
      created_at: '2025-12-01T12:00:00Z',
      duration: 12.9,
      is_featured: false,
    })
  }
  return { query: wanted }
}

describeAuthorization('GET /clips/downloads', { token: 'any', scopes, userParam: 'editor_id' }, arrange)

describe('GET /clips/downloads', () => {
  test('tells where the files are, and they are there', async () => {
    const world = new World()
    arrange(world)
    insertEditor(world.store, { broadcaster_id: '1001', user_id: '1002', created_at: '2026-01-01T00:00:00Z' })
    const editor = world.as(world.affiliate, 'editor:manage:clips')
    const { body } = await editor.get('/clips/downloads', { ...wanted, editor_id: '1002' })
    const urlOf = (id: string) => `http://localhost/mock/clips/downloads/${id}.mp4`
    expect(body).toEqual({
      data: ['A', 'B'].map((id) => ({
        clip_id: id,
        landscape_download_url: urlOf(id),
        portrait_download_url: null,
      })),
    })
    const file = await world.mock.fetch(new Request(urlOf('A')))
    expect(file.headers.get('content-type')).toBe('video/mp4')
    const bytes = Buffer.from(await file.arrayBuffer())
    expect(bytes.toString('latin1', 4, 12)).toBe('ftypisom')
    expect((await world.mock.fetch(new Request(urlOf('X')))).status).toBe(404)
  })
})

describeRefusals('GET /clips/downloads', { caller: (world) => world.asApp(), valid: arrange }, [
  ...(['broadcaster_id', 'editor_id', 'clip_id'] as const).map((parameter) => ({
    condition: '400 The ID in the broadcaster_id, editor_id, or clip_id query parameter is not valid.',
    query: { [parameter]: '9' },
    message: `The ID in the ${parameter} query parameter is not valid.`,
  })),
  {
    condition: "400 (undocumented) another channel's clip",
    query: { clip_id: ['A', 'C'] },
    message: 'The ID in the clip_id query parameter is not valid.',
  },
  {
    condition: '403 The user is not an editor for the specified broadcaster.',
    query: { editor_id: '1003' },
  },
  {
    condition: '429 (undocumented) more than 100 requests in a minute',
    async arrange(world) {
      for (let request = 0; request < 100; request++) await world.asApp().get('/clips/downloads', wanted)
    },
    message: 'Request limit exceeded',
  },
])
