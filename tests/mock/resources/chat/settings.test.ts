import { describe, expect, test } from 'bun:test'
import type { ChatSettings } from '../../../../src/mock/resources/chat/settings/schema.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }
const asModerator = { ...ofBroadcaster, moderator_id: '1001' }

const initial: ChatSettings = {
  ...ofBroadcaster,
  emote_mode: false,
  follower_mode: false,
  follower_mode_duration: null,
  slow_mode: false,
  slow_mode_wait_time: null,
  subscriber_mode: false,
  unique_chat_mode: false,
  non_moderator_chat_delay: false,
  non_moderator_chat_delay_duration: null,
}

const manager = (world: World) => world.as(world.broadcaster, 'moderator:manage:chat_settings')
const update = (world: World, body: object) =>
  manager(world).send('PATCH', '/chat/settings', { query: asModerator, body })

describeAuthorization('GET /chat/settings', { token: 'any', userParam: 'moderator_id' }, () => ({
  query: asModerator,
}))
describeAuthorization(
  'PATCH /chat/settings',
  { token: 'user', scopes: ['moderator:manage:chat_settings'], userParam: 'moderator_id' },
  () => ({ query: asModerator, body: { emote_mode: true } }),
)

describe('GET /chat/settings', () => {
  const { non_moderator_chat_delay: _, non_moderator_chat_delay_duration: __, ...modes } = initial

  test('shows everybody the modes', async () => {
    const world = new World()
    const reply = await world.asApp().get('/chat/settings', ofBroadcaster)
    expect(reply.body).toEqual({ data: [modes] })
  })

  test('shows the delay to moderators with the scope only', async () => {
    const world = new World()
    const reader = world.as(world.broadcaster, 'moderator:read:chat_settings')
    expect((await reader.get('/chat/settings', ofBroadcaster)).body.data).toEqual([modes])
    expect((await reader.get('/chat/settings', asModerator)).body.data).toEqual([
      { ...initial, moderator_id: '1001' },
    ])
    const without = world.as(world.broadcaster, 'user:read:chat')
    expect((await without.get('/chat/settings', asModerator)).body.data).toEqual([modes])
    const viewer = world.as(world.viewer, 'moderator:read:chat_settings')
    const reply = await viewer.get('/chat/settings', { ...ofBroadcaster, moderator_id: world.viewer.id })
    expect(reply.body.data).toEqual([{ ...modes, moderator_id: world.viewer.id }])
  })
})

describeRefusals(
  'GET /chat/settings',
  { caller: (world) => world.asApp(), valid: () => ({ query: ofBroadcaster }) },
  [
    {
      condition: '400 The broadcaster_id query parameter is required.',
      query: { broadcaster_id: undefined },
      message: 'Missing required parameter "broadcaster_id"',
    },
    {
      condition: '400 (undocumented) a broadcaster who does not exist',
      query: { broadcaster_id: '999' },
      message: 'The ID in the broadcaster_id query parameter is not valid.',
    },
  ],
)

describe('PATCH /chat/settings', () => {
  test('changes what is given, publishes it, and it is read again', async () => {
    const world = new World()
    const updated = world.emitted('chat.settings.update')
    const reply = await update(world, { slow_mode: true, slow_mode_wait_time: 10, emote_mode: true })
    const settings = { ...initial, slow_mode: true, slow_mode_wait_time: 10, emote_mode: true }
    expect(reply.body).toEqual({ data: [{ ...settings, moderator_id: '1001' }] })
    expect(updated).toEqual([{ before: initial, settings, moderator_id: '1001' }])
    const again = await update(world, {})
    expect(again.body.data[0]).toMatchObject(settings)
  })

  test.each([
    [{ slow_mode: true }, { slow_mode: true, slow_mode_wait_time: 30 }],
    [{ follower_mode: true }, { follower_mode: true, follower_mode_duration: 0 }],
    [
      { follower_mode: true, follower_mode_duration: 129_600 },
      { follower_mode: true, follower_mode_duration: 129_600 },
    ],
    [
      { non_moderator_chat_delay: true, non_moderator_chat_delay_duration: 6 },
      { non_moderator_chat_delay: true, non_moderator_chat_delay_duration: 6 },
    ],
  ])('%j sets %j, which goes with the mode', async (body, expected) => {
    const world = new World()
    expect((await update(world, body)).body.data[0]).toEqual({
      ...initial,
      ...expected,
      moderator_id: '1001',
    })
    const [mode] = Object.keys(body)
    expect((await update(world, { [mode!]: false })).body.data[0]).toEqual({
      ...initial,
      moderator_id: '1001',
    })
  })
})

describeRefusals(
  'PATCH /chat/settings',
  { caller: manager, valid: () => ({ query: asModerator, body: {} }) },
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
      condition: '400 If slow_mode is true, the slow_mode_wait_time field must be set to a valid value.',
      body: { slow_mode: true, slow_mode_wait_time: 121 },
    },
    {
      condition:
        '400 If follower_mode is true, the follower_mode_duration field must be set to a valid value.',
      body: { follower_mode: true, follower_mode_duration: 129_601 },
    },
    {
      condition:
        '400 If non_moderator_chat_delay is true, the non_moderator_chat_delay_duration field must be ' +
        'set to a valid value.',
      body: { non_moderator_chat_delay: true },
    },
    {
      condition: '400 (undocumented) a delay of 3 seconds',
      body: { non_moderator_chat_delay: true, non_moderator_chat_delay_duration: 3 },
      message:
        'If non_moderator_chat_delay is true, the non_moderator_chat_delay_duration field must be set to ' +
        'a valid value.',
    },
    {
      condition: '400 (undocumented) a value without its mode',
      body: { slow_mode_wait_time: 10 },
      message: 'To set the slow_mode_wait_time field, the slow_mode field must be true.',
    },
    {
      condition:
        "403 The user in the moderator_id query parameter must have moderator privileges in the broadcaster's channel.",
      query: { broadcaster_id: '1002' },
      message: "The user in moderator_id is not one of the broadcaster's moderators.",
    },
  ],
)
