import { describe, expect, test } from 'bun:test'
import { createMessage, findMessage } from '../../../../src/mock/resources/chat/messages/store.ts'
import { banUser } from '../../../../src/mock/resources/moderation/bans/store.ts'
import { addModerator } from '../../../../src/mock/resources/moderation/moderators/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { type Call, uuid, World } from '../../../support/world.ts'

const path = '/moderation/chat'
const query = { broadcaster_id: '1001', moderator_id: '1001' }

const broadcaster = (world: World) => world.as(world.broadcaster, 'moderator:manage:chat_messages')
const say = (world: World, user_id = '1003') =>
  createMessage(world.store, { broadcaster_id: '1001', user_id, text: 'Hello' })
const isThere = (world: World, id: string) => findMessage(world.store, '1001', id) !== undefined

describeAuthorization(
  'DELETE /moderation/chat',
  { token: 'user', scopes: ['moderator:manage:chat_messages'], userParam: 'moderator_id' },
  () => ({ query }),
)

describe('DELETE /moderation/chat', () => {
  test('takes one message out of chat', async () => {
    const world = new World()
    const emitted = world.emitted('moderation.delete')
    const [message, other] = [say(world), say(world)]
    const reply = await broadcaster(world).delete(path, { ...query, message_id: message.id })
    expect(reply).toMatchObject({ status: 204, body: '' })
    expect([isThere(world, message.id), isThere(world, other.id)]).toEqual([false, true])
    expect(emitted).toEqual([{ message, moderator_id: '1001' }])
  })

  test('takes a message out that is six hours old', async () => {
    const world = new World()
    const { id } = say(world)
    world.advance(6 * 60 * 60)
    expect((await broadcaster(world).delete(path, { ...query, message_id: id })).status).toBe(204)
    expect(isThere(world, id)).toBe(false)
  })

  test('takes all messages out of chat', async () => {
    const world = new World()
    const emitted = world.emitted('moderation.clear')
    const messages = [say(world), say(world, '1001')]
    expect((await broadcaster(world).delete(path, query)).status).toBe(204)
    expect(messages.map(({ id }) => isThere(world, id))).toEqual([false, false])
    expect(emitted).toEqual([query])
  })
})

test('a ban takes what the user wrote out of chat', () => {
  const world = new World()
  const [message, other] = [say(world), say(world, '1004')]
  banUser(world.store, { ...query, user_id: '1003' })
  expect([isThere(world, message.id), isThere(world, other.id)]).toEqual([false, true])
})

/** The same request about something that another user wrote. */
const writtenBy = (user_id: string) => (world: World, valid: Call) => ({
  query: { ...valid.query, message_id: say(world, user_id).id },
})

describeRefusals(
  'DELETE /moderation/chat',
  {
    caller: broadcaster,
    valid: (world) => ({ query: { ...query, message_id: say(world).id } }),
  },
  [
    {
      condition: "400 You may not delete another moderator's messages.",
      arrange: (world) => addModerator(world.store, '1001', '1004'),
      call: writtenBy('1004'),
    },
    { condition: "400 You may not delete the broadcaster's messages.", call: writtenBy('1001') },
    {
      condition: "403 The user in moderator_id is not one of the broadcaster's moderators.",
      query: { broadcaster_id: '1002' },
    },
    { condition: '404 The ID in message_id was not found.', query: { message_id: uuid(99) } },
    {
      condition: '404 The specified message was created more than 6 hours ago.',
      arrange: (world) => world.advance(6 * 60 * 60 + 1),
    },
  ],
)
