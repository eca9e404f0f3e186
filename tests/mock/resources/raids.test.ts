import { describe, expect, test } from 'bun:test'
import { insertBan } from '../../../src/mock/resources/moderation/bans/store.ts'
import type { Raid } from '../../../src/mock/resources/raids/store.ts'
import { insertStream } from '../../../src/mock/resources/streams/store.ts'
import { blockUser } from '../../../src/mock/resources/users/blocks/store.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { type Api, World } from '../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }
const toAffiliate = { from_broadcaster_id: '1001', to_broadcaster_id: '1002' }

const raid: Raid = { ...toAffiliate, viewers: 0, created_at: '2026-01-01T12:00:00.000Z' }

const anotherToken = (world: World) => world.as(world.broadcaster, 'channel:manage:raids')

const owners = new WeakMap<World, Api>()

/** The same token every time: requests are counted by it. */
function owner(world: World): Api {
  const known = owners.get(world) ?? anotherToken(world)
  owners.set(world, known)
  return known
}

const start = (caller: Api) => caller.post('/raids', undefined, toAffiliate)
const goLive = (world: World, viewer_count: number) =>
  insertStream(world.store, {
    id: '1',
    user_id: '1001',
    viewer_count,
    started_at: '2026-01-01T11:00:00Z',
  })

describeAuthorization(
  'POST /raids',
  { token: 'user', scopes: ['channel:manage:raids'], userParam: 'from_broadcaster_id' },
  () => ({ query: toAffiliate }),
)
describeAuthorization(
  'DELETE /raids',
  { token: 'user', scopes: ['channel:manage:raids'], userParam: 'broadcaster_id' },
  async (world) => {
    await start(owner(world))
    return { query: ofBroadcaster }
  },
)

describe('a raid', () => {
  test('is called for, and happens after 90 seconds with who is there then', async () => {
    const world = new World()
    goLive(world, 42)
    const called = world.emitted('raid.begin')
    const happened = world.emitted('raid')
    const { body } = await start(owner(world))
    expect(body).toEqual({ data: [{ created_at: '2026-01-01T12:00:00.000Z', is_mature: false }] })
    expect(called).toEqual([{ ...raid, viewers: 42 }])
    world.store.update('streams', { viewer_count: 50 }, { user_id: '1001' })
    world.advance(89)
    expect(happened).toEqual([])
    world.advance(1)
    expect(happened).toEqual([{ ...raid, viewers: 50 }])
    expect((await start(owner(world))).status).toBe(200)
  })

  test('takes a party of 100,000 viewers', async () => {
    const world = new World()
    goLive(world, 100_000)
    expect((await start(owner(world))).status).toBe(200)
  })

  test('that is cancelled does not happen', async () => {
    const world = new World()
    await start(owner(world))
    const cancelled = world.emitted('raid.cancel')
    const happened = world.emitted('raid')
    const reply = await owner(world).delete('/raids', ofBroadcaster)
    expect(reply).toMatchObject({ status: 204, body: '' })
    expect(cancelled).toEqual([raid])
    world.advance(3600)
    expect(happened).toEqual([])
  })
})

const LIMIT =
  'The broadcaster exceeded the number of raid requests that they may make. The limit is 10 requests ' +
  'within a 10-minute window.'

/** As often as it may be done within ten minutes. */
async function exhaust(world: World): Promise<void> {
  for (let n = 0; n < 10; n++) {
    await start(owner(world))
    await owner(world).delete('/raids', ofBroadcaster)
  }
}

describe('the limit of requests', () => {
  test('is over after ten minutes', async () => {
    const world = new World({ rateLimit: true })
    await exhaust(world)
    world.advance(599)
    expect((await start(owner(world))).status).toBe(429)
    world.advance(1)
    expect((await start(owner(world))).status).toBe(200)
    expect((await owner(world).delete('/raids', ofBroadcaster)).status).toBe(204)
  })
})

describeRefusals('POST /raids', { caller: owner, valid: () => ({ query: toAffiliate }) }, [
  {
    condition: '400 The ID in the from_broadcaster_id query parameter is not valid.',
    query: { from_broadcaster_id: '' },
    message: 'Missing required parameter "from_broadcaster_id"',
  },
  {
    condition: '400 The ID in the to_broadcaster_id query parameter is not valid.',
    query: { to_broadcaster_id: 'affiliate' },
  },
  {
    condition: '400 The IDs in from_broadcaster_id and to_broadcaster_id cannot be the same ID.',
    query: { to_broadcaster_id: '1001' },
  },
  {
    condition: '400 The raiding broadcaster is blocked from the targeted channel.',
    arrange: (world) =>
      insertBan(world.store, {
        broadcaster_id: '1002',
        user_id: '1001',
        moderator_id: '1002',
        reason: '',
        created_at: '2026-01-01T11:00:00Z',
        expires_at: '',
      }),
  },
  {
    condition: "400 The targeted channel doesn't accept raids from this broadcaster.",
    arrange: (world) =>
      blockUser(world.store, {
        broadcaster_id: '1002',
        user_id: '1001',
        source_context: null,
        reason: null,
      }),
  },
  {
    condition: '400 There are too many viewers in the raiding party.',
    arrange: (world) => goLive(world, 100_001),
  },
  {
    condition: '404 The targeted channel was not found.',
    query: { to_broadcaster_id: '999' },
  },
  {
    condition: '409 The broadcaster is already in the process of raiding another channel.',
    arrange: (world) => start(owner(world)),
  },
  { condition: `429 ${LIMIT}`, arrange: exhaust },
])

describeRefusals('DELETE /raids', { caller: owner, valid: () => ({ query: ofBroadcaster }) }, [
  {
    condition: '400 The ID in the broadcaster_id query parameter is not valid.',
    query: { broadcaster_id: '' },
    message: 'Missing required parameter "broadcaster_id"',
  },
  { condition: "404 The broadcaster doesn't have a pending raid to cancel." },
  {
    condition: `429 ${LIMIT}`,
    async arrange(world) {
      await exhaust(world)
      await start(anotherToken(world))
    },
  },
])
