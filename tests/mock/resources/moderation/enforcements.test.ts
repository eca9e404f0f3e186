import { describe, expect, test } from 'bun:test'
import { addBlockedTerm } from '../../../../src/mock/resources/moderation/blocked-terms/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const path = '/moderation/enforcements/status'
const query = { broadcaster_id: '1001' }
const data = [{ msg_id: '123', msg_text: 'Hello World!' }]

const broadcaster = (world: World) => world.as(world.broadcaster, 'moderation:read')
const check = (world: World, texts: string[], user = world.broadcaster) =>
  world
    .as(user, 'moderation:read')
    .post(
      path,
      { data: texts.map((msg_text, index) => ({ msg_id: String(index), msg_text })) },
      { broadcaster_id: user.id },
    )

describeAuthorization(
  'POST /moderation/enforcements/status',
  { token: 'user', scopes: ['moderation:read'], userParam: 'broadcaster_id', userParamStatus: 403 },
  () => ({ query, body: { data } }),
)

describe('POST /moderation/enforcements/status', () => {
  test('permits what neither AutoMod nor a blocked term is against', async () => {
    const world = new World()
    addBlockedTerm(world.store, { broadcaster_id: '1001', moderator_id: '1001', text: 'pineapple*' })
    const { body } = await check(world, ['Hello World!', 'an automod-fail', 'Pineapples!'])
    expect(body).toEqual({
      data: [
        { msg_id: '0', is_permitted: true },
        { msg_id: '1', is_permitted: false },
        { msg_id: '2', is_permitted: false },
      ],
    })
  })

  test.each([
    ['viewer', 5, 50],
    ['affiliate', 10, 100],
    ['broadcaster', 30, 300],
  ] as const)('lets a %s check %i times a minute and %i times an hour', async (name, minute, hour) => {
    const world = new World({ rateLimit: true })
    let permitted = 0
    for (let minutes = 0; minutes < 12; minutes++) {
      let inThisMinute = 0
      while ((await check(world, ['Hello'], world[name])).status === 200) inThisMinute++
      if (minutes === 0) expect(inThisMinute).toBe(minute)
      permitted += inThisMinute
      world.advance(60)
    }
    expect(permitted).toBe(hour)
  })
})

describeRefusals(
  'POST /moderation/enforcements/status',
  { caller: broadcaster, valid: () => ({ query, body: { data } }) },
  [
    {
      condition: '400 The broadcaster_id query parameter is required.',
      query: { broadcaster_id: undefined },
      message: 'Missing required parameter "broadcaster_id"',
    },
    {
      condition: '400 The data field is required and the list must contain one or more messages to check.',
      body: { data: [] },
      message: 'The parameter "data" was malformed: there must be at least 1 values',
    },
    {
      condition: '400 The msg_id field is required.',
      body: { data: [{ msg_text: 'Hello' }] },
      message: 'Missing required parameter "data.0.msg_id"',
    },
    {
      condition: '400 The msg_text field is required.',
      body: { data: [{ msg_id: '1', msg_text: '' }] },
      message: 'Missing required parameter "data.0.msg_text"',
    },
    {
      condition: '400 (undocumented) more than 100 messages',
      body: { data: Array(101).fill(data[0]) },
      message: 'The parameter "data" was malformed: there must be at most 100 values',
    },
    {
      condition:
        '429 The broadcaster exceeded the number of chat message checks that they may make. See the ' +
        "endpoint's rate limits.",
      async arrange(world) {
        for (let n = 0; n < 30; n++) await check(world, ['Hello'])
      },
    },
  ],
)
