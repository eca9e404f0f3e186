import { expect, test } from 'bun:test'
import { SocketClient, subscribeBySocket } from '../../tests/support/eventsub.ts'
import { World } from '../../tests/support/world.ts'

/** Begins a poll, of which a subscriber is notified; without POLL it only prepares everything. */
test('a poll from socket to event', async () => {
  const world = new World()
  const condition = { broadcaster_user_id: '1001' }
  const scope = 'channel:manage:polls'
  const socket = new SocketClient(world)
  await subscribeBySocket(world, socket, world.broadcaster, { type: 'channel.poll.begin', condition }, scope)
  const api = world.as(world.broadcaster, scope)
  if (!process.env.POLL) return
  const choices = [{ title: 'Yes' }, { title: 'No' }]
  const { status } = await api.post('/polls', {
    broadcaster_id: '1001',
    title: 'Again?',
    choices,
    duration: 60,
  })
  expect(status).toBe(200)
})
