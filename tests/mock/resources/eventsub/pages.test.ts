import { expect, test } from 'bun:test'
import { World } from '../../../support/world.ts'

test('subscriptions are listed 100 at a time', async () => {
  const world = new World()
  const api = world.asApp()
  for (let n = 0; n <= 100; n++) {
    const { id } = world.user(String(2000 + n), `User${n}`)
    const transport = { method: 'webhook', callback: 'https://localhost/', secret: '0123456789' }
    const condition = { broadcaster_user_id: id }
    await api.post('/eventsub/subscriptions', { type: 'stream.online', version: '1', condition, transport })
  }
  const first = (await api.get('/eventsub/subscriptions')).body
  expect(first.data).toHaveLength(100)
  const rest = (await api.get('/eventsub/subscriptions', { after: first.pagination.cursor })).body
  expect(rest.data).toHaveLength(1)
  expect(rest.pagination).toEqual({})
})
