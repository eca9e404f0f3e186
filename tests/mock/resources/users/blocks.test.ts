import { describe, expect, test } from 'bun:test'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }
const viewer = { user_id: '1003', user_login: 'viewer', display_name: 'Viewer' }
const other = { user_id: '1004', user_login: 'other', display_name: 'Other' }

const reader = (world: World) => world.as(world.broadcaster, 'user:read:blocked_users')
const manager = (world: World) => world.as(world.broadcaster, 'user:manage:blocked_users')
const block = (world: World, target_user_id: string, more: object = {}) =>
  manager(world).put('/users/blocks', undefined, { target_user_id, ...more })
const listed = async (world: World) => (await reader(world).get('/users/blocks', ofBroadcaster)).body

describeAuthorization(
  'GET /users/blocks',
  { token: 'user', scopes: ['user:read:blocked_users'], userParam: 'broadcaster_id' },
  () => ({ query: ofBroadcaster }),
)
for (const method of ['PUT', 'DELETE']) {
  describeAuthorization(
    `${method} /users/blocks`,
    { token: 'user', scopes: ['user:manage:blocked_users'] },
    () => ({ query: { target_user_id: '1003' } }),
  )
}

describe('/users/blocks', () => {
  test('lists whom the broadcaster has blocked, the most recent first, page by page', async () => {
    const world = new World()
    expect(await block(world, '1003', { source_context: 'chat', reason: 'spam' })).toMatchObject({
      status: 204,
      body: '',
    })
    world.advance(1)
    await block(world, '1004')
    expect(await listed(world)).toEqual({ data: [other, viewer], pagination: {} })

    const page = (after?: string) => reader(world).get('/users/blocks', { ...ofBroadcaster, first: 1, after })
    const { body: newest } = await page()
    const { body: oldest } = await page(newest.pagination.cursor)
    expect([newest.data, oldest]).toEqual([[other], { data: [viewer], pagination: {} }])
  })

  test('blocks once, and forgives as often as asked', async () => {
    const world = new World()
    await block(world, '1003')
    expect((await block(world, '1003')).status).toBe(204)
    expect(await listed(world)).toEqual({ data: [viewer], pagination: {} })
    for (let time = 0; time < 2; time++) {
      const reply = await manager(world).delete('/users/blocks', { target_user_id: '1003' })
      expect(reply.status).toBe(204)
    }
    expect(await listed(world)).toEqual({ data: [], pagination: {} })
  })
})

describeRefusals('GET /users/blocks', { caller: reader, valid: () => ({ query: ofBroadcaster }) }, [
  {
    condition: '400 The broadcaster_id query parameter is required.',
    query: { broadcaster_id: undefined },
    message: 'Missing required parameter "broadcaster_id"',
  },
])

describeRefusals(
  'PUT /users/blocks',
  { caller: manager, valid: () => ({ query: { target_user_id: '1003' } }) },
  [
    {
      condition: '400 The target_user_id query parameter is required.',
      query: { target_user_id: undefined },
      message: 'Missing required parameter "target_user_id"',
    },
    {
      condition: '400 The ID in target_user_id cannot be the same as the user ID in the access token.',
      query: { target_user_id: '1001' },
    },
    { condition: '400 The value in source_context is not valid.', query: { source_context: 'street' } },
    { condition: '400 The value in reason is not valid.', query: { reason: 'mood' } },
    {
      condition: '400 (undocumented) a user whom nobody knows',
      query: { target_user_id: '9999' },
      message: 'The ID in target_user_id is not valid.',
    },
  ],
)

describeRefusals(
  'DELETE /users/blocks',
  { caller: manager, valid: () => ({ query: { target_user_id: '1003' } }) },
  [
    {
      condition: '400 The target_user_id query parameter is required.',
      query: { target_user_id: undefined },
      message: 'Missing required parameter "target_user_id"',
    },
  ],
)
