import { describe, expect, test } from 'bun:test'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { uuid, World } from '../../../support/world.ts'

const query = { broadcaster_id: '1001', moderator_id: '1001' }
const valid = { query, body: { message: 'Hello chat!', color: 'purple' } }

const announcer = (world: World) => world.as(world.broadcaster, 'moderator:manage:announcements')
const announce = (world: World, body: object = valid.body) =>
  announcer(world).post('/chat/announcements', body, query)

describeAuthorization(
  'POST /chat/announcements',
  { token: 'user', scopes: ['moderator:manage:announcements'], userParam: 'moderator_id' },
  () => valid,
)

describe('POST /chat/announcements', () => {
  test('is a message with a color', async () => {
    const world = new World()
    const messages = world.emitted('chat.message')
    expect(await announce(world)).toMatchObject({ status: 204, body: '' })
    expect(messages).toMatchObject([
      { id: uuid(1), user_id: '1001', text: 'Hello chat!', announcement_color: 'purple' },
    ])
  })

  test('has the primary color and 500 characters at most', async () => {
    const world = new World()
    const messages = world.emitted('chat.message')
    await announce(world, { message: `${'x'.repeat(500)}y` })
    expect(messages).toMatchObject([{ text: 'x'.repeat(500), announcement_color: 'primary' }])
  })

  test('may be followed by another after two seconds', async () => {
    const world = new World({ rateLimit: true })
    await announce(world)
    world.advance(1.999)
    expect(await announce(world)).toMatchObject({ status: 429 })
    world.advance(0.001)
    expect(await announce(world)).toMatchObject({ status: 204 })
  })
})

describeRefusals('POST /chat/announcements', { caller: announcer, valid: () => valid }, [
  {
    condition: "400 The message field in the request's body is required.",
    body: { message: undefined },
    message: 'Missing required parameter "message"',
  },
  {
    condition: '400 The message field may not contain an empty string.',
    body: { message: '' },
    message: 'Missing required parameter "message"',
  },
  {
    condition: '400 The string in the message field failed review.',
    body: { message: 'this is automod-fail' },
  },
  { condition: '400 The specified color is not valid.', body: { color: 'pink' } },
  {
    condition:
      '429 The sender has exceeded the number of announcements they may send to this broadcaster_id ' +
      'within a given window.',
    arrange: async (world) => {
      await announce(world)
      world.advance(1)
    },
  },
  {
    condition: '403 (undocumented) somebody who does not moderate the channel',
    query: { broadcaster_id: '1002' },
    message: "The user in moderator_id is not one of the broadcaster's moderators.",
  },
])
