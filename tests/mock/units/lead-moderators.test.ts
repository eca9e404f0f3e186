import { expect, test } from 'bun:test'
import { listWornBadges } from '../../../src/mock/resources/chat/badges/worn.ts'
import { addModerator } from '../../../src/mock/resources/moderation/moderators/store.ts'
import { World } from '../../support/world.ts'

const row = { broadcaster_id: '1001', user_id: '1003' }

const lead = (world: World) => world.send('POST', '/units/lead_moderators', { body: row })

test('a lead moderator wears lead_moderator in place of moderator, and moderates like the others', async () => {
  const world = new World()
  const badges = world.emitted('chat.message')
  expect((await lead(world)).body).toMatchObject({ status: 400, message: 'The user is not a moderator.' })
  addModerator(world.store, '1001', '1003')
  expect((await lead(world)).status).toBe(201)
  expect((await lead(world)).body).toMatchObject({ status: 409 })
  const worn = () => listWornBadges(world.store, '1001', '1003').map(({ set_id }) => set_id)
  expect(worn()).toEqual(['lead_moderator'])
  const announcement = { broadcaster_id: '1001', moderator_id: '1003' }
  const api = world.as(world.viewer, 'moderator:manage:announcements')
  expect((await api.post('/chat/announcements', { message: 'Hello' }, announcement)).status).toBe(204)
  expect(badges).toHaveLength(1)
  await world.send('DELETE', '/units/lead_moderators/1001:1003')
  expect(worn()).toEqual(['moderator'])
})

test('who is no longer a moderator leads none', async () => {
  const world = new World()
  addModerator(world.store, '1001', '1003')
  await lead(world)
  const manager = world.as(world.broadcaster, 'channel:manage:moderators')
  expect((await manager.delete('/moderation/moderators', row)).status).toBe(204)
  expect((await world.send('GET', '/units/lead_moderators')).body).toEqual({ cursor: '', total: 0, data: [] })
  expect(listWornBadges(world.store, '1001', '1003')).toEqual([])
})

test('the badge is one of those for every channel', async () => {
  const { body } = await new World().asApp().get('/chat/badges/global')
  expect(body.data.map(({ set_id }: { set_id: string }) => set_id)).toContain('lead_moderator')
})
