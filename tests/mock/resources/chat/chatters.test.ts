import { describe, expect, test } from 'bun:test'
import { joinChat } from '../../../../src/mock/resources/chat/chatters/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const asModerator = { broadcaster_id: '1001', moderator_id: '1001' }
const reader = (world: World) => world.as(world.broadcaster, 'moderator:read:chatters')

describeAuthorization(
  'GET /chat/chatters',
  { token: 'user', scopes: ['moderator:read:chatters'], userParam: 'moderator_id' },
  () => ({ query: asModerator }),
)

describe('GET /chat/chatters', () => {
  test('counts and lists those in the chat, page by page', async () => {
    const world = new World()
    for (const user of [world.other, world.viewer]) joinChat(world.store, '1001', user.id)
    joinChat(world.store, '1002', world.affiliate.id)
    joinChat(world.store, '1001', world.other.id)
    const { body: first } = await reader(world).get('/chat/chatters', { ...asModerator, first: 1 })
    expect(first).toEqual({
      data: [{ user_id: '1003', user_login: 'viewer', user_name: 'Viewer' }],
      pagination: { cursor: expect.any(String) },
      total: 2,
    })
    const next = { ...asModerator, first: 1, after: first.pagination.cursor }
    const { body: second } = await reader(world).get('/chat/chatters', next)
    expect(second).toEqual({
      data: [{ user_id: '1004', user_login: 'other', user_name: 'Other' }],
      pagination: {},
      total: 2,
    })
  })

  test('has who wrote a message', async () => {
    const world = new World()
    const body = { broadcaster_id: '1001', sender_id: world.viewer.id, message: 'Hello' }
    await world.as(world.viewer, 'user:write:chat').post('/chat/messages', body)
    const reply = await reader(world).get('/chat/chatters', asModerator)
    expect(reply.body.data).toEqual([{ user_id: '1003', user_login: 'viewer', user_name: 'Viewer' }])
  })
})

describeRefusals('GET /chat/chatters', { caller: reader, valid: () => ({ query: asModerator }) }, [
  {
    condition: '400 The broadcaster_id query parameter is required.',
    query: { broadcaster_id: undefined },
    message: 'Missing required parameter "broadcaster_id"',
  },
  {
    condition: '400 The ID in the broadcaster_id query parameter is not valid.',
    query: { broadcaster_id: 'nobody' },
  },
  {
    condition: '400 The moderator_id query parameter is required.',
    query: { moderator_id: undefined },
    message: 'Missing required parameter "moderator_id"',
  },
  {
    condition: "403 The user in the moderator_id query parameter is not one of the broadcaster's moderators.",
    query: { broadcaster_id: '1002' },
    message: "The user in moderator_id is not one of the broadcaster's moderators.",
  },
  {
    condition: '400 (undocumented) more than 1,000 a page',
    query: { first: 1001 },
    message: 'The parameter "first" was malformed: the value must be less than or equal to 1000',
  },
])
