import { describe, expect, test } from 'bun:test'
import { ofType, publishedBy, typesOf, who } from '../../../support/published.ts'
import { World } from '../../../support/world.ts'

const raid = async () => {
  const world = new World()
  const caller = world.as(world.broadcaster, 'channel:manage:raids')
  for (const user_id of ['1001', '1002']) {
    await world.send('POST', '/units/streams', { body: { user_id, viewer_count: 12 } })
  }
  const published = publishedBy(world)
  await caller.post('/raids', {}, { from_broadcaster_id: '1001', to_broadcaster_id: '1002' })
  return { world, published, caller }
}

describe('a raid', () => {
  test('is published when its countdown is over, and noticed in the chat that it comes to', async () => {
    const { world, published } = await raid()
    expect(typesOf(published)).toEqual(['channel.moderate 1', 'channel.moderate 2'])
    expect(published[0]!.event).toMatchObject({
      action: 'raid',
      ...who('moderator_user', world.broadcaster),
      raid: { ...who('user', world.affiliate), viewer_count: 12 },
    })
    world.advance(90)
    expect(published[2]).toEqual({
      type: 'channel.raid',
      version: '1',
      condition: { from_broadcaster_user_id: '1001', to_broadcaster_user_id: '1002' },
      event: {
        ...who('from_broadcaster_user', world.broadcaster),
        ...who('to_broadcaster_user', world.affiliate),
        viewers: 12,
      },
    })
    const [notice, ...others] = ofType(published, 'channel.chat.notification')
    expect(others).toEqual([])
    expect(notice!.condition).toEqual({ broadcaster_user_id: '1002' })
    expect(notice!.event).toMatchObject({
      ...who('broadcaster_user', world.affiliate),
      ...who('chatter_user', world.broadcaster),
      notice_type: 'raid',
      raid: { ...who('user', world.broadcaster), viewer_count: 12, profile_image_url: '' },
      system_message: '12 raiders from Broadcaster have joined!',
    })
  })

  test('that is called off is noticed in the chat that it would have left', async () => {
    const { world, published, caller } = await raid()
    await caller.delete('/raids', { broadcaster_id: '1001' })
    world.advance(90)
    expect(typesOf(published.slice(2))).toEqual([
      'channel.moderate 1',
      'channel.moderate 2',
      'channel.chat.notification 1',
    ])
    expect(published[4]!.event).toMatchObject({
      broadcaster_user_id: '1001',
      notice_type: 'unraid',
      unraid: {},
    })
    expect(published[2]!.event).toMatchObject({ action: 'unraid', unraid: who('user', world.affiliate) })
  })
})
