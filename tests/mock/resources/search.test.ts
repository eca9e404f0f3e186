import { describe, expect, test } from 'bun:test'
import { updateChannel } from '../../../src/mock/resources/channels/information/store.ts'
import { insertGame } from '../../../src/mock/resources/games/store.ts'
import type { FoundChannel } from '../../../src/mock/resources/search/schema.ts'
import { beginStream, endStream } from '../../../src/mock/resources/streams/store.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { World } from '../../support/world.ts'

const DAY = 24 * 3600

const categories = ['Computer Love', 'Love', 'Lovely Planet', 'Fortnite', 'Area 42', 'art', 'Artful']

function withCategories(): World {
  const world = new World()
  for (const [index, name] of categories.entries()) {
    const box_art_url = 'https://static-cdn.jtvnw.net/ttv-boxart/1-{width}x{height}.jpg'
    insertGame(world.store, { id: String(index), name, box_art_url, igdb_id: '7' })
  }
  return world
}

describeAuthorization('GET /search/categories', { token: 'any' }, () => ({ query: { query: 'love' } }))
describeAuthorization('GET /search/channels', { token: 'any' }, () => ({ query: { query: 'broad' } }))

describe('GET /search/categories', () => {
  test.each([
    ['love', ['Love', 'Lovely Planet', 'Computer Love']],
    ['love computer', ['Computer Love']],
    ['42', ['Area 42']],
    ['ART', ['art', 'Artful']],
    ['NITE', ['Fortnite']],
    ['a_ea', []],
    ['nothing', []],
  ])('%s', async (query, names) => {
    const { body } = await withCategories().asApp().get('/search/categories', { query })
    expect(body.data.map(({ name }: { name: string }) => name)).toEqual(names)
  })

  test('answers with box art of a fixed size', async () => {
    const { body } = await withCategories().asApp().get('/search/categories', { query: 'fortnite' })
    expect(body).toEqual({
      data: [
        { id: '3', name: 'Fortnite', box_art_url: 'https://static-cdn.jtvnw.net/ttv-boxart/1-52x72.jpg' },
      ],
      pagination: {},
    })
  })

  test('pages through all matches once', async () => {
    const caller = withCategories().asApp()
    const names: string[] = []
    for (let after: string | undefined, more = true; more; ) {
      const { body } = await caller.get('/search/categories', { query: 'o', first: 1, after })
      names.push(...body.data.map(({ name }: { name: string }) => name))
      after = body.pagination.cursor
      more = after !== undefined
    }
    expect(names).toEqual(['Computer Love', 'Fortnite', 'Love', 'Lovely Planet'])
  })
})

describe('GET /search/channels', () => {
  const logins = (body: { data: FoundChannel[] }) => body.data.map((channel) => channel.broadcaster_login)

  function withChannels(): World {
    const world = withCategories()
    for (const [id, name] of [
      ['2001', 'Angel_of_Death'],
      ['2002', 'AngelOfDeathX'],
      ['2003', 'Angela'],
      ['2004', 'NoAngel'],
    ] as const) {
      world.user(id, name)
      endStream(world.store, beginStream(world.store, id))
    }
    return world
  }

  test.each([
    ['angel', ['angel_of_death', 'angela', 'angelofdeathx']],
    ['ANGEL_of', ['angel_of_death']],
    ['angel of', ['angel_of_death', 'angelofdeathx']],
    ['angel of death', ['angel_of_death', 'angelofdeathx']],
    ['death', []],
  ])('%s finds logins that begin so', async (query, expected) => {
    const { body } = await withChannels().asApp().get('/search/channels', { query })
    expect(logins(body)).toEqual(expected)
  })

  test('tells what a live channel shows', async () => {
    const world = withCategories()
    updateChannel(world.store, '1001', { game_id: '3', title: 'First', tags: ['Cozy'] })
    beginStream(world.store, '1001', 10)
    const channel: FoundChannel = {
      broadcaster_language: 'en',
      broadcaster_login: 'broadcaster',
      display_name: 'Broadcaster',
      game_id: '3',
      game_name: 'Fortnite',
      id: '1001',
      is_live: true,
      tag_ids: [],
      tags: ['Cozy'],
      thumbnail_url: '',
      title: 'First',
      started_at: '2026-01-01T12:00:00Z',
    }
    for (const query of [{ query: 'broad' }, { query: 'broad', live_only: true }]) {
      const { body } = await world.asApp().get('/search/channels', query)
      expect(body).toEqual({ data: [channel], pagination: {} })
    }
  })

  test('forgets who has not streamed for six months', async () => {
    const world = withChannels()
    const search = async () => (await world.asApp().get('/search/channels', { query: 'angela' })).body
    expect(await search()).toMatchObject({ data: [{ is_live: false, started_at: '' }] })
    world.advance(183 * DAY)
    expect(logins(await search())).toEqual(['angela'])
    world.advance(1)
    expect((await search()).data).toEqual([])
    beginStream(world.store, '2003')
    expect(logins(await search())).toEqual(['angela'])
  })

  test('live_only matches names and categories, and ranks by viewers', async () => {
    const world = withChannels()
    updateChannel(world.store, '2004', { game_id: '3' })
    beginStream(world.store, '2004', 5)
    updateChannel(world.store, '2003', { game_id: '3' })
    beginStream(world.store, '2003', 9)
    const search = async (query: string) =>
      logins((await world.asApp().get('/search/channels', { query, live_only: true })).body)
    expect(await search('Fort')).toEqual(['angela', 'noangel'])
    expect(await search('angel')).toEqual(['angela'])
  })
})

for (const path of ['categories', 'channels']) {
  describeRefusals(
    `GET /search/${path}`,
    { caller: (world) => world.asApp(), valid: () => ({ query: { query: 'x' } }) },
    [
      {
        condition: '400 The query query parameter is required.',
        query: { query: '' },
        message: 'Missing required parameter "query"',
      },
    ],
  )
}
