import { describe, expect, test } from 'bun:test'
import {
  findHeldMessage,
  type HeldMessage,
  holdMessage,
} from '../../../../../src/mock/resources/moderation/automod/messages/store.ts'
import { describeAuthorization } from '../../../../support/authorization.ts'
import { describeRefusals } from '../../../../support/refusals.ts'
import { uuid, World } from '../../../../support/world.ts'

const path = '/moderation/automod/message'

const held: HeldMessage = {
  id: uuid(1),
  broadcaster_id: '1001',
  user_id: '1003',
  text: 'get out of here',
  reply_parent_message_id: null,
  category: 'aggression',
  level: 4,
  blocked_term_ids: [],
  held_at: '2026-01-01T12:00:00.000Z',
}

const decision = { user_id: '1001', msg_id: held.id, action: 'ALLOW' }

const broadcaster = (world: World) => world.as(world.broadcaster, 'moderator:manage:automod')
const hold = (world: World, text = held.text) =>
  holdMessage(world.store, { broadcaster_id: '1001', user_id: '1003', text })

describeAuthorization(
  'POST /moderation/automod/message',
  { token: 'user', scopes: ['moderator:manage:automod'], userParam: 'user_id' },
  (world) => {
    hold(world)
    return { body: decision }
  },
)

describe('a held message', () => {
  test('is published, and comes into chat when it is allowed', async () => {
    const world = new World()
    const holds = world.emitted('automod.message.hold')
    const updates = world.emitted('automod.message.update')
    const messages = world.emitted('chat.message')
    expect(hold(world)).toEqual(held)
    expect(holds).toEqual([held])
    expect(messages).toEqual([])
    expect(await broadcaster(world).post(path, decision)).toMatchObject({ status: 204, body: '' })
    expect(updates).toEqual([{ message: held, status: 'approved', moderator_id: '1001' }])
    expect(messages).toMatchObject([{ broadcaster_id: '1001', user_id: '1003', text: 'get out of here' }])
  })

  test('is never seen when it is denied', async () => {
    const world = new World()
    const updates = world.emitted('automod.message.update')
    const messages = world.emitted('chat.message')
    hold(world)
    await broadcaster(world).post(path, { ...decision, action: 'DENY' })
    world.advance(3600)
    expect(updates).toEqual([{ message: held, status: 'denied', moderator_id: '1001' }])
    expect(messages).toEqual([])
  })

  test('expires after five minutes', () => {
    const world = new World()
    const updates = world.emitted('automod.message.update')
    hold(world)
    world.advance(299)
    expect(findHeldMessage(world.store, held.id)).toEqual(held)
    world.advance(1)
    expect(findHeldMessage(world.store, held.id)).toBeUndefined()
    expect(updates).toEqual([{ message: held, status: 'expired', moderator_id: null }])
  })
})

const missing = (field: string) => ({
  body: { [field]: undefined },
  message: `Missing required parameter "${field}"`,
})

describeRefusals(
  'POST /moderation/automod/message',
  {
    caller: broadcaster,
    valid(world) {
      hold(world)
      return { body: decision }
    },
  },
  [
    {
      condition: '400 The value in the action field is not valid.',
      body: { action: 'allow' },
      message: 'The parameter "action" was malformed: value must be one of "ALLOW", "DENY"',
    },
    { condition: '400 The user_id field is required.', ...missing('user_id') },
    { condition: '400 The msg_id field is required.', ...missing('msg_id') },
    { condition: '400 The action field is required.', ...missing('action') },
    {
      condition: "403 The user in user_id is not one of the broadcaster's moderators.",
      caller: (world) => world.as(world.other, 'moderator:manage:automod'),
      body: { user_id: '1004' },
    },
    {
      condition: '404 The message specified in the msg_id field was not found.',
      arrange: (world) => broadcaster(world).post(path, decision),
    },
  ],
)
