import { describe, expect, test } from 'bun:test'
import type { HypeTrain } from '../../../src/mock/resources/hype-train/schema.ts'
import { beginTrain, contribute } from '../../../src/mock/resources/hype-train/store.ts'
import { subscribe } from '../../../src/mock/resources/subscriptions/store.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { uuid, World } from '../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }

const viewerGave = (total: number) =>
  ({ user_id: '1003', user_login: 'viewer', user_name: 'Viewer', type: 'bits', total }) as const

const train: HypeTrain = {
  id: uuid(1),
  broadcaster_user_id: '1001',
  broadcaster_user_login: 'broadcaster',
  broadcaster_user_name: 'Broadcaster',
  level: 2,
  total: 700,
  progress: 200,
  goal: 1000,
  top_contributions: [viewerGave(700)],
  shared_train_participants: null,
  started_at: '2026-01-01T12:00:00.000Z',
  expires_at: '2026-01-01T12:05:00.000Z',
  type: 'regular',
  is_shared_train: false,
}

const record = { level: 2, total: 700, achieved_at: '2026-01-01T12:00:00.000Z' }

const owner = (world: World) => world.as(world.broadcaster, 'channel:read:hype_train')
const status = async (world: World) => {
  const { body } = await owner(world).get('/hypetrain/status', ofBroadcaster)
  return body.data[0]
}
const begin = (world: World, ...broadcaster_ids: string[]) =>
  beginTrain(world.store, broadcaster_ids, [{ user_id: '1003', type: 'bits', total: 700 }])

describeAuthorization(
  'GET /hypetrain/status',
  { token: 'user', scopes: ['channel:read:hype_train'], userParam: 'broadcaster_id' },
  () => ({ query: ofBroadcaster }),
)

describe('GET /hypetrain/status', () => {
  test('knows of no train before the first one', async () => {
    const { body } = await owner(new World()).get('/hypetrain/status', ofBroadcaster)
    expect(body).toEqual({ data: [{ current: null, all_time_high: null, shared_all_time_high: null }] })
  })

  test('shows the train that runs, which is the record so far', async () => {
    const world = new World()
    const begun = world.emitted('hype_train.begin')
    begin(world, '1001')
    expect(begun).toEqual([train])
    expect(await status(world)).toEqual({
      current: train,
      all_time_high: record,
      shared_all_time_high: null,
    })
  })

  test('keeps the records of shared trains apart, and names the other channels', async () => {
    const world = new World()
    const begun = world.emitted('hype_train.begin')
    begin(world, '1001', '1002')
    const affiliate = {
      broadcaster_user_id: '1002',
      broadcaster_user_login: 'affiliate',
      broadcaster_user_name: 'Affiliate',
    }
    const shared = { ...train, is_shared_train: true, shared_train_participants: [affiliate] }
    expect(begun.map(({ broadcaster_user_id }) => broadcaster_user_id)).toEqual(['1001', '1002'])
    expect(await status(world)).toEqual({
      current: shared,
      all_time_high: null,
      shared_all_time_high: record,
    })
  })
})

describe('a Hype Train', () => {
  test('moves on with contributions; a new level gives it more time', async () => {
    const world = new World()
    begin(world, '1001')
    const progressed = world.emitted('hype_train.progress')
    world.advance(60)
    contribute(world.store, '1001', { user_id: '1004', type: 'bits', total: 100 })
    const slower = { ...train, total: 800, progress: 300 }
    subscribe(world.store, { ...ofBroadcaster, user_id: '1003', tier: '2000' })
    const subscriber = { ...viewerGave(1000), type: 'subscription' as const }
    const faster = {
      ...slower,
      level: 3,
      total: 1800,
      progress: 300,
      goal: 1500,
      top_contributions: [viewerGave(700), subscriber],
      expires_at: '2026-01-01T12:06:00.000Z',
    }
    expect(progressed).toEqual([slower, faster])
    expect(await status(world)).toEqual({
      current: faster,
      all_time_high: { level: 3, total: 1800, achieved_at: '2026-01-01T12:01:00.000Z' },
      shared_all_time_high: null,
    })
  })

  test('has a level with the last point of it, and then ends five minutes later', async () => {
    const world = new World()
    const give = async (total: number) => {
      const body = { ...ofBroadcaster, user_id: '1003', total }
      const { level, progress, goal } = (await world.send('POST', '/units/hype_trains', { body })).body
      return { level, progress, goal }
    }
    expect(await give(499)).toEqual({ level: 1, progress: 499, goal: 500 })
    world.advance(60)
    expect(await give(1)).toEqual({ level: 2, progress: 0, goal: 1000 })
    world.advance(299)
    expect((await status(world)).current).toMatchObject({ level: 2 })
    world.advance(1)
    expect((await status(world)).current).toBeNull()
  })

  test('ends at its time, once', async () => {
    const world = new World()
    const ended = world.emitted('hype_train.end')
    begin(world, '1001')
    world.advance(299)
    expect(ended).toEqual([])
    world.advance(3600)
    expect(ended).toEqual([
      { ...train, ended_at: '2026-01-01T12:05:00.000Z', cooldown_ends_at: '2026-01-01T13:05:00.000Z' },
    ])
    expect(await status(world)).toEqual({
      current: null,
      all_time_high: record,
      shared_all_time_high: null,
    })
  })
})

describeRefusals('GET /hypetrain/status', { caller: owner, valid: () => ({ query: ofBroadcaster }) }, [
  {
    condition: '400 The ID in the broadcaster_id query parameter is not valid.',
    query: { broadcaster_id: '' },
    message: 'Missing required parameter "broadcaster_id"',
  },
])
