import { describe, expect, test } from 'bun:test'
import { cheer } from '../../../src/mock/resources/bits/leaderboard/store.ts'
import type { Goal } from '../../../src/mock/resources/goals/schema.ts'
import { beginGoal, endGoal, progressGoals } from '../../../src/mock/resources/goals/store.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { uuid, World } from '../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }

const goal: Goal = {
  id: uuid(1),
  ...ofBroadcaster,
  broadcaster_name: 'Broadcaster',
  broadcaster_login: 'broadcaster',
  type: 'new_subscription_count',
  description: 'New subs this month',
  current_amount: 0,
  target_amount: 10,
  created_at: '2026-01-01T12:00:00Z',
}

const owner = (world: World) => world.as(world.broadcaster, 'channel:read:goals')
const begin = (world: World) => {
  const { type, description, target_amount } = goal
  return beginGoal(world.store, { ...ofBroadcaster, type, description, target_amount })
}

describeAuthorization(
  'GET /goals',
  { token: 'user', scopes: ['channel:read:goals'], userParam: 'broadcaster_id' },
  () => ({ query: ofBroadcaster }),
)

describe('GET /goals', () => {
  test('lists a goal from its beginning, with its progress, until it ends', async () => {
    const world = new World()
    const begun = world.emitted('goal.begin')
    const progressed = world.emitted('goal.progress')
    const ended = world.emitted('goal.end')
    const listed = async () => (await owner(world).get('/goals', ofBroadcaster)).body
    expect(await listed()).toEqual({ data: [] })

    expect(begin(world)).toEqual(goal)
    expect(begun).toEqual([goal])
    expect(await listed()).toEqual({ data: [goal] })

    progressGoals(world.store, '1001', { new_subscription_count: 3, subscription: 9 })
    const further = { ...goal, current_amount: 3 }
    expect(progressed).toEqual([further])
    expect(await listed()).toEqual({ data: [further] })

    world.advance(60)
    endGoal(world.store, further)
    expect(ended).toEqual([{ ...further, ended_at: '2026-01-01T12:01:00Z' }])
    expect(await listed()).toEqual({ data: [] })
  })
})

test('a cheer moves the goals by Bits and by new cheerers, the latter once a user', () => {
  const world = new World()
  for (const type of ['new_bit', 'new_cheerer'] as const) {
    beginGoal(world.store, { ...ofBroadcaster, type, description: '', target_amount: 1000 })
  }
  const progressed = world.emitted('goal.progress')
  const amounts = () => progressed.splice(0).map(({ type, current_amount }) => [type, current_amount])
  const cheerBy = (user_id: string | null, bits: number) =>
    cheer(world.store, { ...ofBroadcaster, user_id, bits })
  cheerBy('1003', 100)
  expect(amounts()).toEqual([
    ['new_bit', 100],
    ['new_cheerer', 1],
  ])
  cheerBy('1003', 1)
  expect(amounts()).toEqual([['new_bit', 101]])
  cheerBy('1004', 1)
  expect(amounts()).toEqual([
    ['new_bit', 102],
    ['new_cheerer', 2],
  ])
  cheerBy(null, 8)
  expect(amounts()).toEqual([['new_bit', 110]])
})

describeRefusals('GET /goals', { caller: owner, valid: () => ({ query: ofBroadcaster }) }, [
  {
    condition: '400 The broadcaster_id query parameter is required.',
    query: { broadcaster_id: undefined },
    message: 'Missing required parameter "broadcaster_id"',
  },
])
