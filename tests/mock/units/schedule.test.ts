import { describe, expect, test } from 'bun:test'
import { insertGame } from '../../../src/mock/resources/games/store.ts'
import { uuid, World } from '../../support/world.ts'

const send = (world: World, method: string, path: string, body?: unknown) =>
  world.send(method, `/units${path}`, { body })

const plan = {
  broadcaster_id: '1001',
  start_time: '2026-01-05T19:00:00Z',
  duration: 60,
  timezone: 'Europe/Berlin',
}
const weekly = { ...plan, is_recurring: true, title: 'Chess', category_id: '77' }

const segment = {
  id: uuid(1),
  ...weekly,
  canceled: [],
  updated_at: '2026-01-01T12:00:00Z',
}

function worldWithChess(): World {
  const world = new World()
  insertGame(world.store, { id: '77', name: 'Chess', box_art_url: '', igdb_id: '' })
  return world
}

const seen = async (world: World) =>
  (await world.asApp().get('/schedule', { broadcaster_id: '1001', first: '2' })).body.data

describe('a segment of a schedule', () => {
  test('is planned, and seen by Helix', async () => {
    const world = worldWithChess()
    expect(await send(world, 'POST', '/schedule_segments', weekly)).toMatchObject({
      status: 201,
      body: segment,
    })
    expect((await send(world, 'GET', '/schedule_segments?broadcaster_id=1001')).body).toEqual({
      cursor: '',
      total: 1,
      data: [segment],
    })
    expect((await seen(world)).segments).toMatchObject([
      { start_time: '2026-01-05T19:00:00Z', end_time: '2026-01-05T20:00:00Z', title: 'Chess' },
      { start_time: '2026-01-12T19:00:00Z', category: { id: '77', name: 'Chess' } },
    ])
  })

  test('is changed, and its next broadcast is canceled', async () => {
    const world = worldWithChess()
    const { id } = (await send(world, 'POST', '/schedule_segments', weekly)).body
    world.advance(60)
    const { status, body } = await send(world, 'PATCH', `/schedule_segments/${id}`, {
      title: 'Blitz',
      duration: 90,
      is_canceled: true,
    })
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        ...segment,
        title: 'Blitz',
        duration: 90,
        canceled: [{ year: 2026, week: 2 }],
        updated_at: '2026-01-01T12:01:00Z',
      },
    })
    expect((await seen(world)).segments).toMatchObject([
      { title: 'Blitz', canceled_until: '2026-01-05T20:30:00Z' },
      { title: 'Blitz', canceled_until: null },
    ])
  })

  test('is removed', async () => {
    const world = worldWithChess()
    const { id } = (await send(world, 'POST', '/schedule_segments', weekly)).body
    expect((await send(world, 'DELETE', `/schedule_segments/${id}`)).status).toBe(204)
    expect((await seen(world)).segments).toEqual([])
    expect((await send(world, 'DELETE', `/schedule_segments/${id}`)).status).toBe(404)
  })

  test.each<[string, object, number, string]>([
    ['of nobody', { broadcaster_id: '9' }, 404, 'There is no user 9.'],
    [
      'that meets another one',
      { start_time: '2026-02-02T19:30:00Z' },
      400,
      'Segment cannot create overlapping segment',
    ],
    [
      'in no category',
      { start_time: '2026-01-06T19:00:00Z', category_id: '78' },
      400,
      'The ID in the category_id field is not valid.',
    ],
    ['in no time zone', { timezone: '+01:00' }, 400, 'The value in the timezone field is not valid.'],
    [
      'once, of a channel that is not allowed to',
      { broadcaster_id: '1003', is_recurring: false },
      403,
      'Only partners and affiliates may add non-recurring broadcast segments.',
    ],
  ])('%s is refused', async (_, fields, status, message) => {
    const world = worldWithChess()
    await send(world, 'POST', '/schedule_segments', weekly)
    const reply = await send(world, 'POST', '/schedule_segments', { ...weekly, ...fields })
    expect(reply).toMatchObject({ status, body: { status, message } })
  })
})

describe('a vacation', () => {
  const vacation = {
    broadcaster_id: '1001',
    start_time: '2026-01-02T00:00:00Z',
    end_time: '2026-01-09T00:00:00Z',
    timezone: 'Europe/Berlin',
  }

  test('begins, is seen by Helix, and ends', async () => {
    const world = worldWithChess()
    await send(world, 'POST', '/schedule_segments', weekly)
    const { status, body } = await send(world, 'POST', '/schedule_vacations', vacation)
    expect({ status, body }).toEqual({ status: 201, body: vacation })
    const { start_time, end_time } = vacation
    expect((await seen(world)).vacation).toEqual({ start_time, end_time })
    expect((await send(world, 'DELETE', '/schedule_vacations/1001')).status).toBe(204)
    expect((await seen(world)).vacation).toBeNull()
    expect((await send(world, 'GET', '/schedule_vacations')).body).toEqual({ cursor: '', total: 0, data: [] })
  })

  test('needs a schedule, and ends after its beginning', async () => {
    const world = worldWithChess()
    expect(await send(world, 'POST', '/schedule_vacations', vacation)).toMatchObject({
      status: 404,
      body: { error: 'Not Found', status: 404, message: "The broadcaster's schedule was not found." },
    })
    await send(world, 'POST', '/schedule_segments', weekly)
    const over = { ...vacation, end_time: vacation.start_time }
    expect(await send(world, 'POST', '/schedule_vacations', over)).toMatchObject({
      status: 400,
      body: {
        message: 'The date in vacation_end_time must be later than the date in vacation_start_time.',
      },
    })
  })
})
