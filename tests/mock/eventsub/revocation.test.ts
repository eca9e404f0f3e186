import { describe, expect, test } from 'bun:test'
import {
  findToken,
  insertAuthorization,
  revokeAuthorization,
} from '../../../src/mock/resources/accounts/store.ts'
import { revokeToken } from '../../../src/mock/resources/accounts/tokens/store.ts'
import { addModerator } from '../../../src/mock/resources/moderation/moderators/store.ts'
import { removeUser } from '../../../src/mock/resources/users/store.ts'
import { Receiver, SocketClient, settled, subscribeByApp, subscribeBySocket } from '../../support/eventsub.ts'
import { World } from '../../support/world.ts'

/** https://dev.twitch.tv/docs/eventsub/handling-webhook-events/#revoking-your-subscription */

const polls = { type: 'channel.poll.begin', condition: { broadcaster_user_id: '1001' } }
const moderateScopes = [
  'moderator:read:banned_users',
  'moderator:read:blocked_terms',
  'moderator:read:chat_messages',
  'moderator:read:chat_settings',
  'moderator:read:moderators',
  'moderator:read:unban_requests',
  'moderator:read:vips',
  'moderator:read:warnings',
] as const

const online = { type: 'stream.online', condition: { broadcaster_user_id: '1001' } }

describe('a subscription is revoked', () => {
  test('when the user disconnects the app: by WebSocket and by webhook', async () => {
    const world = new World()
    const receiver = new Receiver(world)
    const client = new SocketClient(world)
    const byUser = await subscribeBySocket(world, client, world.broadcaster, polls, 'channel:read:polls')
    const byApp = await subscribeByApp(world, receiver.transport(), polls)
    const open = await subscribeByApp(world, receiver.transport(), online)
    revokeAuthorization(world.store, world.client.id, world.broadcaster.id)
    await settled()
    const status = 'authorization_revoked'
    expect(client.messages.at(-1)).toEqual({
      metadata: {
        message_id: expect.any(String),
        message_type: 'revocation',
        message_timestamp: '2026-01-01T12:00:00.000000000Z',
        subscription_type: 'channel.poll.begin',
        subscription_version: '1',
      },
      payload: { subscription: { ...byUser, status } },
    })
    expect(receiver.of('revocation').map(({ body }) => body)).toEqual([
      { subscription: { ...byApp, status } },
    ])
    const { body } = await world.asApp().get('/eventsub/subscriptions', { status: 'enabled' })
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual([open.id])
  })

  test('when the last token of its user is revoked', async () => {
    const world = new World()
    const client = new SocketClient(world)
    const tokens = () =>
      world.store
        .all<{ token: string }>('SELECT token FROM access_tokens WHERE user_id = $id', { id: '1001' })
        .map(({ token }) => findToken(world.store, token)!)
    await subscribeBySocket(world, client, world.broadcaster, polls, 'channel:read:polls')
    world.as(world.broadcaster)
    const [one, other] = tokens()
    revokeToken(world.store, one!)
    expect(client.of('revocation')).toEqual([])
    revokeToken(world.store, other!)
    expect(client.of('revocation')).toHaveLength(1)
  })

  test('when the moderator who reads is one no longer', async () => {
    const world = new World()
    const client = new SocketClient(world)
    addModerator(world.store, '1001', '1003')
    const condition = { broadcaster_user_id: '1001', moderator_user_id: '1003' }
    const follows = { type: 'channel.follow', version: '2', condition }
    await subscribeBySocket(world, client, world.viewer, follows, 'moderator:read:followers')
    const api = world.as(world.broadcaster, 'channel:manage:moderators')
    await api.delete('/moderation/moderators', { broadcaster_id: '1001', user_id: '1003' })
    expect(client.of('revocation').map(({ payload }) => payload.subscription.status)).toEqual([
      'moderator_removed',
    ])
  })

  test('when the user who reads the chat is banned from it', async () => {
    const world = new World()
    const client = new SocketClient(world)
    const chat = (broadcaster_user_id: string) => ({
      type: 'channel.chat.message',
      condition: { broadcaster_user_id, user_id: '1003' },
    })
    await subscribeBySocket(world, client, world.viewer, chat('1001'), 'user:read:chat')
    await subscribeBySocket(world, client, world.viewer, chat('1002'), 'user:read:chat')
    const api = world.as(world.broadcaster, 'moderator:manage:banned_users')
    await api.post(
      '/moderation/bans',
      { data: { user_id: '1003' } },
      { broadcaster_id: '1001', moderator_id: '1001' },
    )
    expect(client.of('revocation').map(({ payload }) => payload.subscription)).toEqual([
      expect.objectContaining({ status: 'chat_user_banned', condition: chat('1001').condition }),
    ])
  })

  test('when a user whom it names is gone', async () => {
    const world = new World()
    const client = new SocketClient(world)
    await subscribeBySocket(world, client, world.viewer, {
      ...online,
      condition: { broadcaster_user_id: '1004' },
    })
    removeUser(world.store, '1004')
    expect(client.of('revocation').map(({ payload }) => payload.subscription.status)).toEqual([
      'user_removed',
    ])
  })
})

describe('what ends a subscription', () => {
  test('is heard by it first', async () => {
    const world = new World()
    const client = new SocketClient(world)
    addModerator(world.store, '1001', '1003')
    const condition = { broadcaster_user_id: '1001', moderator_user_id: '1003' }
    const moderate = { type: 'channel.moderate', version: '2', condition }
    await subscribeBySocket(world, client, world.viewer, moderate, ...moderateScopes)
    const api = world.as(world.broadcaster, 'channel:manage:moderators')
    await api.delete('/moderation/moderators', { broadcaster_id: '1001', user_id: '1003' })
    expect(client.types).toEqual(['session_welcome', 'notification', 'revocation'])
    expect(client.messages[1].payload.event.action).toBe('unmod')
  })
})

describe('the email of a user', () => {
  test.each([
    ['with', ['user:read:email'], 'viewer@testing.mocks'],
    ['without', [], ''],
  ] as const)('is told to an app %s the scope', async (_, scopes, email) => {
    const world = new World()
    const client = new SocketClient(world)
    insertAuthorization(world.store, { client_id: world.client.id, user_id: '1003', scopes: [...scopes] })
    const update = { type: 'user.update', condition: { user_id: '1003' } }
    await subscribeBySocket(world, client, world.viewer, update)
    await world.as(world.viewer, 'user:edit').put('/users', undefined, { description: 'New' })
    expect(client.of('notification').map(({ payload }) => payload.event)).toEqual([
      {
        user_id: '1003',
        user_login: 'viewer',
        user_name: 'Viewer',
        email,
        email_verified: email !== '',
        description: 'New',
      },
    ])
  })
})
