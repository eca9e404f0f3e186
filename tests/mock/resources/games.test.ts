import { describe, expect, test } from 'bun:test'
import { updateChannel } from '../../../src/mock/resources/channels/information/store.ts'
import type { Game } from '../../../src/mock/resources/games/schema.ts'
import { insertGame } from '../../../src/mock/resources/games/store.ts'
import { beginStream, endStream } from '../../../src/mock/resources/streams/store.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { World } from '../../support/world.ts'

const boxArt = (id: string) => `https://static-cdn.jtvnw.net/ttv-boxart/${id}-{width}x{height}.jpg`

const fortnite: Game = { id: '33214', name: 'Fortnite', box_art_url: boxArt('33214'), igdb_id: '1905' }
const art: Game = { id: '509660', name: 'Art', box_art_url: boxArt('509660'), igdb_id: '' }
const music: Game = { id: '26936', name: 'Music', box_art_url: boxArt('26936'), igdb_id: '' }

function withGames(): World {
  const world = new World()
  for (const game of [fortnite, art, music]) insertGame(world.store, game)
  return world
}

function live(world: World, user_id: string, game_id: string, viewers: number) {
  updateChannel(world.store, user_id, { game_id })
  return beginStream(world.store, user_id, viewers)
}

describeAuthorization('GET /games', { token: 'any' }, () => ({ query: { id: fortnite.id } }))
describeAuthorization('GET /games/top', { token: 'any' }, () => ({}))

describe('GET /games', () => {
  test.each([
    ['IDs', { id: [art.id, fortnite.id, 'unknown'] }, [fortnite, art]],
    ['exact names', { name: ['Music', 'art'] }, [music]],
    ['an IGDB ID', { igdb_id: '1905' }, [fortnite]],
    [
      'several ways, each once',
      { id: fortnite.id, name: ['Fortnite', 'Art'], igdb_id: '1905' },
      [fortnite, art],
    ],
  ])('finds by %s', async (_, query, data) => {
    expect((await withGames().asApp().get('/games', query)).body).toEqual({ data })
  })
})

test('GET /games takes 100 IDs and names together', async () => {
  const query = { id: Array(50).fill('1'), name: Array(49).fill('x'), igdb_id: '1905' }
  expect((await withGames().asApp().get('/games', query)).body).toEqual({ data: [fortnite] })
})

describeRefusals('GET /games', { caller: (world) => world.asApp(), valid: () => ({ query: { id: '1' } }) }, [
  {
    condition: '400 The request must specify the id or name or igdb_id query parameter.',
    query: { id: undefined },
  },
  {
    condition:
      '400 The combined number of game IDs (id and igdb_id) and game names that you specify in the ' +
      'request must not exceed 100.',
    query: { id: Array(50).fill('1'), name: Array(50).fill('x'), igdb_id: '2' },
  },
])

describe('GET /games/top', () => {
  test('ranks the categories that are live by their viewers, at this moment', async () => {
    const world = withGames()
    live(world, '1001', fortnite.id, 40)
    const affiliate = live(world, '1002', art.id, 30)
    live(world, '1003', art.id, 20)
    const top = async (query = {}) => (await world.asApp().get('/games/top', query)).body
    expect(await top()).toEqual({ data: [art, fortnite], pagination: {} })
    endStream(world.store, affiliate)
    expect((await top()).data).toEqual([fortnite, art])
    updateChannel(world.store, '1003', { game_id: music.id })
    expect((await top()).data).toEqual([fortnite, music])
  })

  test('pages forwards and backwards', async () => {
    const world = withGames()
    live(world, '1001', fortnite.id, 40)
    live(world, '1002', art.id, 30)
    live(world, '1003', music.id, 20)
    const page = async (query: object) => (await world.asApp().get('/games/top', { first: 1, ...query })).body
    const first = await page({})
    const second = await page({ after: first.pagination.cursor })
    const back = await page({ before: second.pagination.cursor })
    expect([first.data, second.data, back.data]).toEqual([[fortnite], [art], [fortnite]])
  })
})

describeRefusals('GET /games/top', { caller: (world) => world.asApp(), valid: () => ({}) }, [
  {
    condition: '400 The value in the first query parameter is not valid.',
    query: { first: 101 },
    message: 'The parameter "first" was malformed: the value must be less than or equal to 100',
  },
  {
    condition: '400 The cursor in the after or before query parameter is not valid.',
    query: { before: 'nope' },
    message: 'Invalid cursor.',
  },
])
