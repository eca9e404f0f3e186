import { describe, expect, test } from 'bun:test'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }

describeAuthorization(
  'GET /streams/key',
  { token: 'user', scopes: ['channel:read:stream_key'], userParam: 'broadcaster_id' },
  () => ({ query: ofBroadcaster }),
)

describe('GET /streams/key', () => {
  test('is always the same for one channel, and another for another', async () => {
    const world = new World()
    const key = async (user = world.broadcaster) =>
      (await world.as(user, 'channel:read:stream_key').get('/streams/key', { broadcaster_id: user.id })).body
    const first = await key()
    expect(first).toEqual({ data: [{ stream_key: expect.stringMatching(/^live_1001_[a-z0-9]{30}$/) }] })
    expect(await key()).toEqual(first)
    expect(await key(world.other)).not.toEqual(first)
  })
})

describeRefusals(
  'GET /streams/key',
  {
    caller: (world) => world.as(world.broadcaster, 'channel:read:stream_key'),
    valid: () => ({ query: ofBroadcaster }),
  },
  [
    {
      condition: '400 The broadcaster_id field is required.',
      query: { broadcaster_id: undefined },
      message: 'Missing required parameter "broadcaster_id"',
    },
    {
      condition:
        '403 The user must complete additional steps in order to stream. Present the user with the ' +
        'returned error message.',
      arrange: (world) => world.store.update('users', { email: '' }, { id: '1001' }),
      message: 'You must verify an email address in order to stream.',
    },
  ],
)
