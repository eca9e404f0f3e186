import { describe, expect, test } from 'bun:test'
import { insertChatColor } from '../../../../src/mock/resources/chat/color/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const blue = { user_id: '1001', color: 'blue' }
const manager = (world: World) => world.as(world.broadcaster, 'user:manage:chat_color')
const giveTurbo = (world: World) =>
  insertChatColor(world.store, { user_id: '1001', color: '', has_turbo: true })

describeAuthorization('GET /chat/color', { token: 'any' }, () => ({ query: { user_id: '1001' } }))
describeAuthorization(
  'PUT /chat/color',
  { token: 'user', scopes: ['user:manage:chat_color'], userParam: 'user_id' },
  () => ({ query: blue }),
)

describe('the color of a name', () => {
  const colorOf = async (world: World, ...user_id: string[]) =>
    (await world.asApp().get('/chat/color', { user_id })).body.data

  test('is none, then the one that was chosen; unknown and repeated IDs are ignored', async () => {
    const world = new World()
    const viewer = { user_id: '1003', user_login: 'viewer', user_name: 'Viewer', color: '' }
    expect(await colorOf(world, '1003', '999', '1003')).toEqual([viewer])
    const caller = world.as(world.viewer, 'user:manage:chat_color')
    const reply = await caller.put('/chat/color', undefined, { user_id: '1003', color: 'hot_pink' })
    expect(reply).toMatchObject({ status: 204, body: '' })
    expect(await colorOf(world, '1003')).toEqual([{ ...viewer, color: '#FF69B4' }])
  })

  test('may be any with Turbo', async () => {
    const world = new World()
    giveTurbo(world)
    await manager(world).put('/chat/color', undefined, { ...blue, color: '#9146FF' })
    expect(await colorOf(world, '1001')).toMatchObject([{ color: '#9146FF' }])
  })
})

describeRefusals(
  'GET /chat/color',
  { caller: (world) => world.asApp(), valid: () => ({ query: { user_id: '1001' } }) },
  [
    {
      condition: '400 The ID in the user_id query parameter is not valid.',
      query: { user_id: ['1001', 'nobody'] },
    },
    {
      condition: '400 (undocumented) no user',
      query: { user_id: undefined },
      message: 'Missing required parameter "user_id"',
    },
    {
      condition: '400 (undocumented) more than 100 users',
      query: { user_id: Array(101).fill('1') },
      message: 'The parameter "user_id" was malformed: there must be at most 100 values',
    },
  ],
)

describeRefusals('PUT /chat/color', { caller: manager, valid: () => ({ query: blue }) }, [
  {
    condition: '400 The color query parameter is required.',
    query: { color: undefined },
    message: 'Missing required parameter "color"',
  },
  {
    condition: '400 The named color in the color query parameter is not valid.',
    query: { color: 'ultraviolet' },
  },
  {
    condition: '400 To specify a Hex color code, the user must be a Turbo or Prime user.',
    query: { color: '#9146FF' },
  },
])
