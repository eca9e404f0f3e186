import { describe, expect, test } from 'bun:test'
import { acknowledgeWarning, findWarning } from '../../../../src/mock/resources/moderation/warnings/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { type Call, World } from '../../../support/world.ts'

const path = '/moderation/warnings'
const query = { broadcaster_id: '1001', moderator_id: '1001' }
const data = { user_id: '1003', reason: 'stop doing that!' }
const warning = { ...query, ...data }

const broadcaster = (world: World) => world.as(world.broadcaster, 'moderator:manage:warnings')
const warn = (world: World, change = {}) =>
  broadcaster(world).post(path, { data: { ...data, ...change } }, query)
const ofViewer = (world: World) => findWarning(world.store, '1001', '1003')

describeAuthorization(
  'POST /moderation/warnings',
  { token: 'user', scopes: ['moderator:manage:warnings'], userParam: 'moderator_id' },
  () => ({ query, body: { data } }),
)

describe('a warning', () => {
  test('is published, and stands until it is acknowledged', async () => {
    const world = new World()
    const sent = world.emitted('warning.send')
    const acknowledged = world.emitted('warning.acknowledge')
    expect((await warn(world)).body).toEqual({ data: [warning] })
    expect(sent).toEqual([warning])
    expect(ofViewer(world)).toEqual(warning)
    acknowledgeWarning(world.store, warning)
    expect(acknowledged).toEqual([warning])
    expect(ofViewer(world)).toBeUndefined()
  })

  test('takes the place of an older one', async () => {
    const world = new World()
    await warn(world)
    await warn(world, { reason: 'Last chance!' })
    expect(ofViewer(world)?.reason).toBe('Last chance!')
  })
})

const withData = (change: object) => (_: World, valid: Call) => ({
  ...valid,
  body: { data: { ...data, ...change } },
})

describeRefusals(
  'POST /moderation/warnings',
  { caller: broadcaster, valid: () => ({ query, body: { data } }) },
  [
    {
      condition: '400 The broadcaster_id query parameter is required.',
      query: { broadcaster_id: undefined },
      message: 'Missing required parameter "broadcaster_id"',
    },
    {
      condition: '400 The moderator_id query parameter is required.',
      query: { moderator_id: undefined },
      message: 'Missing required parameter "moderator_id"',
    },
    {
      condition: '400 The user_id query parameter is required.',
      call: withData({ user_id: undefined }),
      message: 'Missing required parameter "data.user_id"',
    },
    {
      condition: '400 The reason query parameter is required.',
      call: withData({ reason: '' }),
      message: 'Missing required parameter "data.reason"',
    },
    {
      condition: '400 The text in the reason field is too long.',
      call: withData({ reason: 'x'.repeat(501) }),
      message: 'The parameter "data.reason" was malformed: the value must be at most 500 characters long',
    },
    {
      condition: '400 The user specified in the user_id may not be warned.',
      call: withData({ user_id: '1001' }),
    },
    {
      condition: '400 (undocumented) a user whom nobody knows',
      call: withData({ user_id: '999' }),
      message: 'The user specified in the user_id may not be warned.',
    },
    {
      condition: "403 The user in moderator_id is not one of the broadcaster's moderators.",
      query: { broadcaster_id: '1002' },
    },
    {
      condition:
        '429 The app has exceeded the number of requests it may make per minute for this broadcaster.',
      async arrange(world) {
        for (let n = 0; n < 100; n++) await warn(world)
      },
    },
  ],
)
