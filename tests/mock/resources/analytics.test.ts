import { describe, expect, test } from 'bun:test'
import { insertGameOwner } from '../../../src/mock/resources/analytics/store.ts'
import { insertGame } from '../../../src/mock/resources/games/store.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { TestExtension } from '../../support/extension.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { World } from '../../support/world.ts'

const games = (world: World) => world.as(world.broadcaster, 'analytics:read:games')
const extensions = (world: World) => world.as(world.broadcaster, 'analytics:read:extensions')

const ownGame = (world: World, id = '1', name = 'Chess, fast') => {
  insertGame(world.store, { id, name, box_art_url: '', igdb_id: '' })
  insertGameOwner(world.store, '1001', id)
}
const week = { started_at: '2025-12-01T00:00:00Z', ended_at: '2025-12-03T00:00:00Z' }

const fetchReport = (world: World, url: string) => world.mock.fetch(new Request(url))

describe('GET /analytics/games', () => {
  test('reports every game of the user, and the report can be fetched for five minutes', async () => {
    const world = new World()
    ownGame(world)
    const { body } = await games(world).get('/analytics/games', week)
    expect(body).toEqual({
      data: [
        {
          game_id: '1',
          URL:
            'http://localhost/mock/analytics/reports/games/1/' +
            'overview_v2/2025-12-01_2025-12-03.csv?expires=1767269100000',
          type: 'overview_v2',
          date_range: week,
        },
      ],
      pagination: {},
    })
    const report = await fetchReport(world, body.data[0].URL)
    expect(report.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const text = await report.text()
    const lines = text.split('\r\n')
    expect(lines[0]).toStartWith('Date,Game,Game ID,Hours Watched,')
    expect(lines.slice(1, -1).map((line) => line.slice(0, 27))).toEqual([
      '2025-12-01,"Chess, fast",1,',
      '2025-12-02,"Chess, fast",1,',
      '2025-12-03,"Chess, fast",1,',
    ])
    expect(await (await fetchReport(world, body.data[0].URL)).text()).toBe(text)
    world.advance(300)
    expect((await fetchReport(world, body.data[0].URL)).status).toBe(403)
    expect((await fetchReport(world, body.data[0].URL.replace('/games/1/', '/games/2/'))).status).toBe(403)
  })

  test('covers what there are numbers for', async () => {
    const world = new World()
    ownGame(world)
    const rangeOf = async (query: object) =>
      (await games(world).get('/analytics/games', { ...query })).body.data[0].date_range
    const whole = { started_at: '2025-01-01T00:00:00Z', ended_at: '2025-12-30T00:00:00Z' }
    expect(await rangeOf({})).toEqual(whole)
    const wide = { started_at: '2018-01-01T00:00:00Z', ended_at: '2030-01-01T00:00:00Z' }
    expect(await rangeOf(wide)).toEqual(whole)
    const day = { started_at: '2025-12-01T00:00:00Z', ended_at: '2025-12-01T00:00:00Z' }
    expect(await rangeOf(day)).toEqual(day)
  })

  test('comes page by page', async () => {
    const world = new World()
    for (let n = 10; n < 35; n++) ownGame(world, String(n), `Game ${n}`)
    const { data, pagination } = (await games(world).get('/analytics/games', { first: 100 })).body
    expect(data).toHaveLength(20)
    const rest = await games(world).get('/analytics/games', { after: pagination.cursor })
    expect(rest.body.data).toHaveLength(5)
    expect(rest.body.pagination).toEqual({})
  })
})

describe('GET /analytics/extensions', () => {
  test('reports the extensions that the user made', async () => {
    const world = new World()
    const { id } = new TestExtension(world)
    const { body } = await extensions(world).get('/analytics/extensions', { extension_id: id })
    expect(body.data).toMatchObject([
      {
        extension_id: id,
        date_range: { started_at: '2018-01-31T00:00:00Z', ended_at: '2025-12-30T00:00:00Z' },
      },
    ])
    const report = await fetchReport(world, body.data[0].URL)
    expect((await report.text()).split('\r\n')).toHaveLength(2893)
    const viewer = world.as(world.viewer, 'analytics:read:extensions')
    expect((await viewer.get('/analytics/extensions')).body).toEqual({ data: [], pagination: {} })
  })
})

const periodRefusals = [
  {
    condition: '400 The start and end dates are optional but if you specify one, you must specify the other.',
    query: { started_at: week.started_at },
  },
  {
    condition: '400 The end date must be equal to or later than the start date.',
    query: { started_at: week.ended_at, ended_at: week.started_at },
  },
  {
    condition: '400 The cursor specified in the after query parameter is not valid.',
    query: { after: 'nope' },
    message: 'Invalid cursor.',
  },
  {
    condition: '400 The resource supports only forward pagination (use the after query parameter).',
    query: { before: 'x' },
  },
  {
    condition: '400 The first query parameter is outside the allowed range of values.',
    query: { first: 101 },
    message: 'The parameter "first" was malformed: the value must be less than or equal to 100',
  },
]

const empty = () => ({})
describeAuthorization('GET /analytics/games', { token: 'user', scopes: ['analytics:read:games'] }, empty)
describeAuthorization(
  'GET /analytics/extensions',
  { token: 'user', scopes: ['analytics:read:extensions'] },
  empty,
)
describeRefusals('GET /analytics/games', { caller: games, valid: empty }, [
  ...periodRefusals,
  {
    condition: '404 The game specified in the game_id query parameter was not found.',
    query: { game_id: '1' },
  },
])
describeRefusals('GET /analytics/extensions', { caller: extensions, valid: empty }, [
  ...periodRefusals,
  {
    condition: '404 The extension specified in the extension_id query parameter was not found.',
    query: { extension_id: 'nope' },
  },
])
