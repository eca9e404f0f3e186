import { describe, expect, test } from 'bun:test'
import { scheduleAds } from '../../../src/mock/resources/ads/store.ts'
import { insertStream } from '../../../src/mock/resources/streams/store.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { World } from '../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }

const NOON = Date.parse('2026-01-01T12:00:00Z') / 1000

const nothing = {
  snooze_count: 3,
  snooze_refresh_at: 0,
  next_ad_at: 0,
  duration: 0,
  last_ad_at: 0,
  preroll_free_time: 0,
}

const goLive = (world: World, user_id = '1001') =>
  insertStream(world.store, { id: user_id, user_id, viewer_count: 1, started_at: '2026-01-01T11:00:00Z' })

/** A live channel with ads at a quarter past. */
function planAds(world: World): void {
  goLive(world)
  scheduleAds(world.store, '1001', { next_ad_at: NOON + 900, duration: 60 })
}

const owner = (world: World) =>
  world.as(world.broadcaster, 'channel:edit:commercial', 'channel:read:ads', 'channel:manage:ads')
const commercial = (world: World, length = 60) =>
  owner(world).post('/channels/commercial', { ...ofBroadcaster, length })
const snooze = (world: World) => owner(world).post('/channels/ads/schedule/snooze', undefined, ofBroadcaster)
const planned = async (world: World) => (await owner(world).get('/channels/ads', ofBroadcaster)).body.data[0]

describeAuthorization(
  'POST /channels/commercial',
  { token: 'user', scopes: ['channel:edit:commercial'], userParam: 'broadcaster_id' },
  (world) => {
    goLive(world)
    return { body: { ...ofBroadcaster, length: 60 } }
  },
)
describeAuthorization(
  'GET /channels/ads',
  { token: 'user', scopes: ['channel:read:ads'], userParam: 'broadcaster_id' },
  () => ({ query: ofBroadcaster }),
)
describeAuthorization(
  'POST /channels/ads/schedule/snooze',
  { token: 'user', scopes: ['channel:manage:ads'], userParam: 'broadcaster_id' },
  (world) => {
    planAds(world)
    return { query: ofBroadcaster }
  },
)

describe('POST /channels/commercial', () => {
  test('shows ads, which are published and change the schedule', async () => {
    const world = new World()
    goLive(world)
    const begun = world.emitted('ad_break.begin')
    const { body } = await commercial(world)
    expect(body).toEqual({ data: [{ length: 60, message: '', retry_after: 480 }] })
    expect(begun).toEqual([
      {
        ...ofBroadcaster,
        requester_id: '1001',
        duration_seconds: 60,
        started_at: '2026-01-01T12:00:00Z',
        is_automatic: false,
      },
    ])
    world.advance(200)
    expect(await planned(world)).toEqual({ ...nothing, last_ad_at: NOON, preroll_free_time: 1000 })
  })

  test('takes what is longer than 180 seconds for 180', async () => {
    const world = new World()
    goLive(world)
    expect((await commercial(world, 300)).body.data[0].length).toBe(180)
  })

  test('is possible again after eight minutes', async () => {
    const world = new World()
    goLive(world)
    await commercial(world)
    world.advance(479)
    expect((await commercial(world)).status).toBe(429)
    world.advance(1)
    expect((await commercial(world)).status).toBe(200)
  })
})

describeRefusals(
  'POST /channels/commercial',
  {
    caller: owner,
    valid(world) {
      goLive(world)
      return { body: { ...ofBroadcaster, length: 60 } }
    },
  },
  [
    {
      condition: '400 The broadcaster_id query parameter is required.',
      body: { broadcaster_id: undefined },
      message: 'Missing required parameter "broadcaster_id"',
    },
    {
      condition: '400 The length query parameter is required.',
      body: { length: undefined },
      message: 'Missing required parameter "length"',
    },
    {
      condition: '400 To start a commercial, the broadcaster must be streaming live.',
      body: { broadcaster_id: '1002' },
      caller: (world) => world.as(world.affiliate, 'channel:edit:commercial'),
    },
    {
      condition:
        '429 The broadcaster may not run another commercial until the cooldown period expires. The ' +
        'retry_after field in the previous start commercial response specifies the amount of time the ' +
        'broadcaster must wait between running commercials.',
      arrange: commercial,
    },
    {
      condition: '403 (undocumented) a broadcaster who is no partner or affiliate',
      arrange: (world) => goLive(world, '1003'),
      body: { broadcaster_id: '1003' },
      caller: (world) => world.as(world.viewer, 'channel:edit:commercial'),
      message: 'The broadcaster is not a partner or affiliate.',
    },
  ],
)

describe('GET /channels/ads', () => {
  test('knows of no ads on a new channel', async () => {
    expect(await planned(new World())).toEqual(nothing)
  })

  test('tells what is planned, as long as the channel is live', async () => {
    const world = new World()
    planAds(world)
    expect(await planned(world)).toEqual({ ...nothing, next_ad_at: NOON + 900, duration: 60 })
    world.store.run('DELETE FROM streams')
    expect(await planned(world)).toEqual(nothing)
  })
})

describeRefusals('GET /channels/ads', { caller: owner, valid: () => ({ query: ofBroadcaster }) }, [
  {
    condition: '400 The broadcaster ID is not valid.',
    query: { broadcaster_id: '' },
    message: 'Missing required parameter "broadcaster_id"',
  },
])

describe('planned ads', () => {
  test('come by themselves, and again an hour later', async () => {
    const world = new World()
    planAds(world)
    const begun = world.emitted('ad_break.begin')
    world.advance(900)
    const automatic = { ...ofBroadcaster, requester_id: '1001', duration_seconds: 60, is_automatic: true }
    expect(begun).toEqual([{ ...automatic, started_at: '2026-01-01T12:15:00Z' }])
    expect(await planned(world)).toMatchObject({ last_ad_at: NOON + 900, next_ad_at: NOON + 4500 })
    world.advance(3600)
    expect(begun.length).toBe(2)
  })

  test('do not come to a channel that is offline, nor soon after others', async () => {
    const world = new World()
    planAds(world)
    world.advance(800)
    await commercial(world)
    expect((await planned(world)).next_ad_at).toBe(NOON + 800 + 480)
    const begun = world.emitted('ad_break.begin')
    world.store.run('DELETE FROM streams')
    world.advance(3600)
    expect(begun).toEqual([])
  })
})

describe('POST /channels/ads/schedule/snooze', () => {
  test('puts the next ads off by five minutes; snoozes come back, one an hour', async () => {
    const world = new World()
    planAds(world)
    const once = { snooze_count: 2, snooze_refresh_at: NOON + 3600, next_ad_at: NOON + 1200 }
    expect((await snooze(world)).body).toEqual({ data: [once] })
    world.advance(60)
    const twice = { ...once, snooze_count: 1, next_ad_at: NOON + 1500 }
    expect((await snooze(world)).body).toEqual({ data: [twice] })
    world.advance(3540)
    expect(await planned(world)).toMatchObject({ snooze_count: 2, snooze_refresh_at: NOON + 7200 })
    world.advance(3600)
    expect(await planned(world)).toMatchObject({ snooze_count: 3, snooze_refresh_at: 0 })
  })
})

describeRefusals(
  'POST /channels/ads/schedule/snooze',
  {
    caller: owner,
    valid(world) {
      planAds(world)
      return { query: ofBroadcaster }
    },
  },
  [
    {
      condition: '400 The broadcaster ID is not valid.',
      query: { broadcaster_id: '' },
      message: 'Missing required parameter "broadcaster_id"',
    },
    {
      condition: '400 The channel is not currently live.',
      query: { broadcaster_id: '1002' },
      caller: (world) => world.as(world.affiliate, 'channel:manage:ads'),
    },
    {
      condition: '400 Channel does not have an upcoming scheduled ad break.',
      arrange: (world) => goLive(world, '1002'),
      query: { broadcaster_id: '1002' },
      caller: (world) => world.as(world.affiliate, 'channel:manage:ads'),
    },
    {
      condition: '429 Channel has no snoozes left.',
      async arrange(world) {
        for (let n = 0; n < 3; n++) await snooze(world)
      },
    },
  ],
)
