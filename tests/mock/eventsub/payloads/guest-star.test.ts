import { expect, test } from 'bun:test'
import { insertReadyUser } from '../../../../src/mock/resources/guest-star/invites/store.ts'
import { nobody, ofType, publishedBy, typesOf, who } from '../../../support/published.ts'
import { World } from '../../../support/world.ts'

const condition = { broadcaster_user_id: '1001' }
const own = { broadcaster_id: '1001' }
const ofHost = { ...own, moderator_id: '1001' }

test('a Guest Star session is published, and what happens to its guests', async () => {
  const world = new World()
  insertReadyUser(world.store, '1003')
  const published = publishedBy(world)
  const host = world.as(world.broadcaster, 'channel:manage:guest_star')
  const { body } = await host.post('/guest_star/session', {}, own)
  const session_id: string = body.data[0].id
  const guest = { ...ofHost, session_id, guest_id: '1003' }
  await host.post('/guest_star/invites', {}, guest)
  await host.post('/guest_star/slot', {}, { ...guest, slot_id: '1' })
  await host.patch(
    '/guest_star/slot_settings',
    {},
    { ...ofHost, session_id, slot_id: '1', is_live: true, volume: 40 },
  )
  await host.delete('/guest_star/slot', { ...guest, slot_id: '1' })
  world.advance(60)
  await host.delete('/guest_star/session', { ...own, session_id })

  const broadcaster = who('broadcaster_user', world.broadcaster)
  const started_at = '2026-01-01T12:00:00.000000000Z'
  expect(published[0]).toEqual({
    type: 'channel.guest_star_session.begin',
    version: 'beta',
    condition,
    event: { ...broadcaster, session_id, started_at },
  })
  expect(published.at(-1)).toEqual({
    type: 'channel.guest_star_session.end',
    version: 'beta',
    condition,
    event: {
      ...broadcaster,
      session_id,
      started_at,
      ended_at: '2026-01-01T12:01:00.000000000Z',
      ...who('host_user', world.broadcaster),
    },
  })
  const updates = ofType(published, 'channel.guest_star_guest.update', 'beta')
  expect(published).toHaveLength(updates.length + 2)
  const common = {
    ...broadcaster,
    ...who('host_user', world.broadcaster),
    ...who('guest_user', world.viewer),
    session_id,
  }
  const unset = { slot_id: null, host_video_enabled: null, host_audio_enabled: null, host_volume: null }
  const inSlot = { slot_id: '1', host_video_enabled: true, host_audio_enabled: true, host_volume: 100 }
  const byModerator = who('moderator_user', world.broadcaster)
  expect(updates.map(({ event }) => event)).toEqual([
    { ...common, ...byModerator, ...unset, state: 'invited' },
    { ...common, ...nobody('moderator_user'), ...unset, state: 'accepted' },
    { ...common, ...nobody('moderator_user'), ...unset, state: 'ready' },
    { ...common, ...byModerator, ...inSlot, state: 'backstage' },
    { ...common, ...byModerator, ...inSlot, host_volume: 40, state: 'live' },
    { ...common, ...byModerator, ...unset, slot_id: '1', state: 'removed' },
  ])
})

test('settings of Guest Star are published in the words of events', async () => {
  const world = new World()
  const published = publishedBy(world)
  const host = world.as(world.broadcaster, 'channel:manage:guest_star')
  await host.put('/guest_star/channel_settings', { slot_count: 5, group_layout: 'SCREENSHARE_LAYOUT' }, own)
  expect(typesOf(published)).toEqual(['channel.guest_star_settings.update beta'])
  expect(published[0]!.event).toEqual({
    ...who('broadcaster_user', world.broadcaster),
    is_moderator_send_live_enabled: true,
    slot_count: 5,
    is_browser_source_audio_enabled: true,
    group_layout: 'screenshare',
  })
})
