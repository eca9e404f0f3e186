import { expect, test } from 'bun:test'
import { createMessage } from '../../../src/mock/resources/chat/messages/store.ts'
import { holdMessage } from '../../../src/mock/resources/moderation/automod/messages/store.ts'
import { insertBlockedTerm } from '../../../src/mock/resources/moderation/blocked-terms/store.ts'
import { SocketClient, subscribeBySocket } from '../../support/eventsub.ts'
import { World } from '../../support/world.ts'

const channel = { broadcaster_id: '1001' }
const moderated = { ...channel, moderator_id: '1001' }
const choices = [{ title: 'Yes' }, { title: 'No' }]

const manager = (world: World) =>
  world.as(
    world.broadcaster,
    'channel:manage:polls',
    'channel:manage:predictions',
    'channel:manage:raids',
    'moderator:manage:automod',
    'moderator:manage:banned_users',
    'moderator:manage:blocked_terms',
    'moderator:manage:chat_messages',
  )

/** Pins a message for a minute. */
async function pin(world: World): Promise<object> {
  const { id } = createMessage(world.store, { ...channel, user_id: '1003', text: 'Hello' })
  const query = { ...moderated, message_id: id }
  await manager(world).send('PUT', '/chat/pins', { query: { ...query, duration_seconds: 60 } })
  return query
}

/** A subscription that does not work any more, which is listed for an hour; its path under /units. */
async function revoked(world: World): Promise<string> {
  const client = new SocketClient(world)
  const { id } = await subscribeBySocket(world, client, world.broadcaster, {
    type: 'channel.update',
    version: '2',
    condition: { broadcaster_user_id: '1001' },
  })
  const path = `/units/eventsub_subscriptions/${id}`
  await world.send('PATCH', path, { body: { status: 'authorization_revoked' } })
  return path
}

/** Each begins what ends by itself, and gives what ends it before, or makes it last. */
const begun: Record<string, (world: World) => Promise<() => Promise<unknown>>> = {
  'a poll that is ended': async (world) => {
    const api = manager(world)
    const poll = { ...channel, title: 'Hats?', choices, duration: 60 }
    const { id } = (await api.post('/polls', poll)).body.data[0]
    return () => api.patch('/polls', { ...channel, id, status: 'TERMINATED' })
  },
  'a prediction that is canceled': async (world) => {
    const api = manager(world)
    const prediction = { ...channel, title: 'Who?', outcomes: choices, prediction_window: 60 }
    const { id } = (await api.post('/predictions', prediction)).body.data[0]
    return () => api.patch('/predictions', { ...channel, id, status: 'CANCELED' })
  },
  'a prediction that is locked, and then canceled': async (world) => {
    const api = manager(world)
    const prediction = { ...channel, title: 'Who?', outcomes: choices, prediction_window: 60 }
    const { id } = (await api.post('/predictions', prediction)).body.data[0]
    await api.patch('/predictions', { ...channel, id, status: 'LOCKED' })
    const { next_timer_at } = (await world.send('GET', '/units/clock')).body
    expect(next_timer_at).toBe('2026-01-02T12:00:00.000Z')
    return () => api.patch('/predictions', { ...channel, id, status: 'CANCELED' })
  },
  'a Hype Train that is ended': async (world) => {
    const train = { ...channel, user_id: '1003', total: 500 }
    const { id } = (await world.send('POST', '/units/hype_trains', { body: train })).body
    return () => world.send('DELETE', `/units/hype_trains/${id}`)
  },
  'a held message that is denied': async (world) => {
    const message = { ...channel, user_id: '1003', text: 'Hello' }
    const { id } = holdMessage(world.store, message)
    const denial = { user_id: '1001', msg_id: id, action: 'DENY' }
    return () => manager(world).post('/moderation/automod/message', denial)
  },
  'a raid that is canceled': async (world) => {
    const api = manager(world)
    await world.send('POST', '/units/streams', { body: { user_id: '1001' } })
    await api.post('/raids', undefined, { from_broadcaster_id: '1001', to_broadcaster_id: '1002' })
    return () => api.delete('/raids', channel)
  },
  'a timeout that is taken back': async (world) => {
    const api = manager(world)
    await api.post('/moderation/bans', { data: { user_id: '1003', duration: 60 } }, moderated)
    return () => api.delete('/moderation/bans', { ...moderated, user_id: '1003' })
  },
  'a term that is allowed again': async (world) => {
    const times = { created_at: '2026-01-01T12:00:00Z', updated_at: '2026-01-01T12:00:00Z' }
    const term = { ...moderated, id: 'term', text: 'crac*', ...times, expires_at: '2026-01-01T12:01:00Z' }
    insertBlockedTerm(world.store, term)
    return () => manager(world).delete('/moderation/blocked_terms', { ...moderated, id: 'term' })
  },
  'a message that is unpinned': async (world) => {
    const query = await pin(world)
    return () => manager(world).send('DELETE', '/chat/pins', { query: { ...query } })
  },
  'a message that is pinned until the stream ends': async (world) => {
    const query = await pin(world)
    return () => manager(world).send('PATCH', '/chat/pins', { query: { ...query } })
  },
  'a subscription that is deleted': async (world) => {
    const path = await revoked(world)
    return () => world.send('DELETE', path)
  },
  'a subscription that works again': async (world) => {
    const path = await revoked(world)
    return () => world.send('PATCH', path, { body: { status: 'enabled' } })
  },
}

test.each(Object.entries(begun))('%s leaves no timer', async (_, begin) => {
  const world = new World()
  const next = async () => (await world.send('GET', '/units/clock')).body.next_timer_at
  const end = await begin(world)
  expect(await next()).toEqual(expect.any(String))
  expect(((await end()) as { status: number }).status).toBeLessThan(300)
  expect(await next()).toBeNull()
})
