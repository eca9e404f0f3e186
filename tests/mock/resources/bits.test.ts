import { describe, expect, test } from 'bun:test'
import { insertCheermote } from '../../../src/mock/resources/bits/cheermotes/store.ts'
import { windowOf } from '../../../src/mock/resources/bits/leaderboard/period.ts'
import { cheer } from '../../../src/mock/resources/bits/leaderboard/store.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { uuid, World } from '../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }

const leader = (rank: number, id: string, name: string, score: number) => ({
  user_id: id,
  user_login: name.toLowerCase(),
  user_name: name,
  rank,
  score,
})

const owner = (world: World) => world.as(world.broadcaster, 'bits:read')
const give = (world: World, user_id: string | null, bits: number) =>
  cheer(world.store, { ...ofBroadcaster, user_id, bits })
const board = async (world: World, query: object = {}) =>
  (await owner(world).get('/bits/leaderboard', { ...query })).body

describeAuthorization('GET /bits/leaderboard', { token: 'user', scopes: ['bits:read'] }, () => ({}))
describeAuthorization('GET /bits/cheermotes', { token: 'any' }, () => ({}))

describe('a cheer', () => {
  test('is published and counts on the leaderboard', async () => {
    const world = new World()
    const emitted = world.emitted('cheer')
    const cheered = give(world, '1003', 100)
    expect(cheered).toEqual({
      id: uuid(1),
      ...ofBroadcaster,
      user_id: '1003',
      bits: 100,
      message: 'Cheer100',
      cheered_at: '2026-01-01T12:00:00Z',
    })
    expect(emitted).toEqual([cheered])
    expect(await board(world)).toEqual({
      data: [leader(1, '1003', 'Viewer', 100)],
      date_range: { started_at: '', ended_at: '' },
      total: 1,
    })
  })
})

describe('GET /bits/leaderboard', () => {
  const withCheers = () => {
    const world = new World()
    give(world, '1003', 100)
    give(world, null, 5000)
    give(world, '1004', 150)
    give(world, '1003', 100)
    give(world, '1002', 10)
    return world
  }

  test('ranks users by the sum of their Bits; anonymous Bits are nobody’s', async () => {
    const { data, total } = await board(withCheers(), { count: 2 })
    expect(data).toEqual([leader(1, '1003', 'Viewer', 200), leader(2, '1004', 'Other', 150)])
    expect(total).toBe(2)
  })

  test.each([
    ['1003', ['Viewer', 'Other']],
    ['1004', ['Other', 'Affiliate']],
    ['1002', ['Other', 'Affiliate']],
    ['1001', []],
  ])('looks around at user %s', async (user_id, names) => {
    const { data } = await board(withCheers(), { user_id, count: 2 })
    expect(data.map(({ user_name }: { user_name: string }) => user_name)).toEqual(names)
  })

  test('counts only what was cheered in the period', async () => {
    const world = new World()
    give(world, '1003', 100)
    world.advance(24 * 3600)
    give(world, '1003', 10)
    const of = async (started_at: string) => board(world, { period: 'day', started_at })
    expect(await of('2026-01-01T12:00:00Z')).toEqual({
      data: [leader(1, '1003', 'Viewer', 100)],
      date_range: { started_at: '2026-01-01T08:00:00Z', ended_at: '2026-01-02T08:00:00Z' },
      total: 1,
    })
    expect((await of('2026-01-02T12:00:00Z')).data).toEqual([leader(1, '1003', 'Viewer', 10)])
    expect((await of('2026-01-03T12:00:00Z')).data).toEqual([])
  })

  test.each([
    ['day', '2022-01-01T07:59:59Z', '2021-12-31T08:00:00Z', '2022-01-01T08:00:00Z'],
    ['week', '2018-02-08T20:00:00Z', '2018-02-05T08:00:00Z', '2018-02-12T08:00:00Z'],
    ['week', '2018-02-12T07:00:00Z', '2018-02-05T08:00:00Z', '2018-02-12T08:00:00Z'],
    ['month', '2022-01-01T00:00:00Z', '2021-12-01T08:00:00Z', '2022-01-01T08:00:00Z'],
    ['month', '2022-01-01T00:00:00-08:00', '2022-01-01T08:00:00Z', '2022-02-01T08:00:00Z'],
    ['year', '2024-02-29T12:00:00Z', '2024-01-01T08:00:00Z', '2025-01-01T08:00:00Z'],
  ] as const)('takes the %s of %s from %s to %s', (period, moment, start, end) => {
    expect(windowOf(period, new Date(moment))).toEqual({ start: new Date(start), end: new Date(end) })
  })
})

describeRefusals(
  'GET /bits/leaderboard',
  { caller: owner, valid: () => ({ query: { period: 'week', started_at: '2018-02-05T08:00:00Z' } }) },
  [
    {
      condition: '400 The time period specified in the period query parameter is not valid.',
      query: { period: 'hour' },
      message:
        'The parameter "period" was malformed: value must be one of "day", "week", "month", "year", "all"',
    },
    {
      condition: '400 The started_at query parameter is required if period is not set to all.',
      query: { started_at: undefined },
    },
    {
      condition: '400 The value in the count query parameter is outside the range of allowed values.',
      query: { count: 101 },
      message: 'The parameter "count" was malformed: the value must be less than or equal to 100',
    },
    {
      condition: '400 (undocumented) a start that is no time',
      query: { started_at: 'yesterday' },
      message: 'The parameter "started_at" was malformed: value must be in RFC3339 format',
    },
  ],
)

describe('GET /bits/cheermotes', () => {
  const list = async (world: World, query: object = {}) =>
    (await world.asApp().get('/bits/cheermotes', { ...query })).body.data

  test('lists the same global Cheermotes every time', async () => {
    const world = new World()
    const [first, ...others] = await list(world)
    expect(first).toMatchObject({ prefix: 'Cheer', type: 'global_first_party', order: 1 })
    expect(first.tiers.map(({ id }: { id: string }) => id)).toEqual([
      '1',
      '100',
      '1000',
      '5000',
      '10000',
      '100000',
    ])
    expect(first.tiers[0].images.dark.animated['1.5']).toBe(
      'https://d3aqoihi2n8ty8.cloudfront.net/actions/cheer/dark/animated/1/1.5.gif',
    )
    expect(await list(world, ofBroadcaster)).toEqual([first, ...others])
  })

  test('adds that of the channel, if it has one', async () => {
    const world = new World()
    const last_updated = '2025-06-01T00:00:00Z'
    insertCheermote(world.store, { ...ofBroadcaster, prefix: 'broadcasterCheer', last_updated })
    const [own, ...global] = await list(world, ofBroadcaster)
    expect(own).toMatchObject({ prefix: 'broadcasterCheer', type: 'channel_custom', last_updated })
    expect(await list(world)).toEqual(global)
  })
})
