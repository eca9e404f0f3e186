import { describe, expect, test } from 'bun:test'
import { giveSubscriptions } from '../../../../src/mock/resources/subscriptions/store.ts'
import { nobody, ofType, publishedBy, typesOf, who } from '../../../support/published.ts'
import { World } from '../../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }
const condition = { broadcaster_user_id: '1001' }
const broadcaster = (world: World) => who('broadcaster_user', world.broadcaster)

const subscribe = (world: World, body: object) =>
  world.send('POST', '/units/subscriptions', { body: { ...ofBroadcaster, ...body } })

const notices = (published: Parameters<typeof ofType>[0]) =>
  ofType(published, 'channel.chat.notification').map(({ event }) => event)

describe('a subscription', () => {
  test('is published, and noticed in chat', async () => {
    const world = new World()
    const published = publishedBy(world)
    await subscribe(world, { user_id: '1003', tier: '2000' })
    const event = { ...broadcaster(world), ...who('user', world.viewer), tier: '2000', is_gift: false }
    expect(published[0]).toEqual({ type: 'channel.subscribe', version: '1', condition, event })
    expect(typesOf(published)).toEqual(['channel.subscribe 1', 'channel.chat.notification 1'])
    expect(published[1]!.event).toEqual({
      ...broadcaster(world),
      ...who('chatter_user', world.viewer),
      chatter_is_anonymous: false,
      color: '',
      badges: [{ set_id: 'subscriber', id: '0', info: '1' }],
      system_message: 'Viewer subscribed at Tier 2.',
      message_id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/),
      message: { text: '', fragments: [] },
      notice_type: 'sub',
      sub: { sub_tier: '2000', is_prime: false, duration_months: 1 },
      resub: null,
      sub_gift: null,
      community_sub_gift: null,
      gift_paid_upgrade: null,
      prime_paid_upgrade: null,
      pay_it_forward: null,
      raid: null,
      unraid: null,
      announcement: null,
      bits_badge_tier: null,
      charity_donation: null,
      watch_streak: null,
      modiversary: null,
      shared_chat_sub: null,
      shared_chat_resub: null,
      shared_chat_sub_gift: null,
      shared_chat_community_sub_gift: null,
      shared_chat_gift_paid_upgrade: null,
      shared_chat_prime_paid_upgrade: null,
      shared_chat_pay_it_forward: null,
      shared_chat_raid: null,
      shared_chat_unraid: null,
      shared_chat_announcement: null,
      shared_chat_bits_badge_tier: null,
      shared_chat_charity_donation: null,
      shared_chat_modiversary: null,
      is_source_only: null,
      ...nobody('source_broadcaster_user'),
      source_message_id: null,
      source_badges: null,
    })
  })

  test('is published again with its message, and when it ends', async () => {
    const world = new World()
    await subscribe(world, { user_id: '1003' })
    const published = publishedBy(world)
    await world.send('PATCH', '/units/subscriptions/1001:1003', { body: { message: 'Hi there' } })
    await world.send('DELETE', '/units/subscriptions/1001:1003')
    expect(typesOf(published)).toEqual([
      'channel.subscription.message 1',
      'channel.chat.notification 1',
      'channel.subscription.end 1',
    ])
    const whose = { ...broadcaster(world), ...who('user', world.viewer), tier: '1000' }
    expect(published[0]!.event).toEqual({
      ...whose,
      message: { text: 'Hi there', emotes: [] },
      cumulative_months: 2,
      streak_months: 2,
      duration_months: 1,
    })
    expect(published[1]!.event).toMatchObject({
      notice_type: 'resub',
      system_message: "Viewer subscribed at Tier 1. They've subscribed for 2 months!",
      message: { text: 'Hi there', fragments: [{ type: 'text', text: 'Hi there' }] },
      resub: {
        cumulative_months: 2,
        duration_months: 1,
        streak_months: 2,
        sub_tier: '1000',
        is_prime: false,
        is_gift: false,
        gifter_is_anonymous: null,
        ...nobody('gifter_user'),
      },
    })
    expect(published[2]!.event).toEqual({ ...whose, is_gift: false })
  })

  test('that is given is published as a gift', async () => {
    const world = new World()
    const published = publishedBy(world)
    await subscribe(world, { user_id: '1003', gifter_id: '1002' })
    expect(typesOf(published)).toEqual([
      'channel.subscribe 1',
      'channel.subscription.gift 1',
      'channel.chat.notification 1',
    ])
    expect(published[0]!.event).toMatchObject({ ...who('user', world.viewer), is_gift: true })
    expect(published[1]!.event).toEqual({
      ...broadcaster(world),
      ...who('user', world.affiliate),
      total: 1,
      tier: '1000',
      cumulative_total: 1,
      is_anonymous: false,
    })
    expect(published[2]!.event).toMatchObject({
      ...who('chatter_user', world.affiliate),
      notice_type: 'sub_gift',
      system_message: 'Affiliate gifted a Tier 1 sub to Viewer!',
      sub_gift: {
        duration_months: 1,
        cumulative_total: 1,
        ...who('recipient_user', world.viewer),
        sub_tier: '1000',
        community_gift_id: null,
      },
    })
  })

  test('that is one of many given is noticed after the whole gift', () => {
    const world = new World()
    const published = publishedBy(world)
    giveSubscriptions(world.store, { ...ofBroadcaster, gifter_id: null, tier: '3000' }, ['1003', '1004'])
    expect(ofType(published, 'channel.subscribe')).toHaveLength(2)
    expect(ofType(published, 'channel.subscription.gift').map(({ event }) => event)).toEqual([
      {
        ...broadcaster(world),
        ...nobody('user'),
        total: 2,
        tier: '3000',
        cumulative_total: null,
        is_anonymous: true,
      },
    ])
    const [community, ...each] = notices(published) as Record<string, Record<string, unknown>>[]
    const { id } = community!.community_sub_gift!
    expect(community).toMatchObject({
      ...nobody('chatter_user'),
      chatter_is_anonymous: true,
      community_sub_gift: { id: expect.any(String), total: 2, sub_tier: '3000', cumulative_total: null },
    })
    expect(each.map(({ sub_gift }) => sub_gift)).toMatchObject([
      { recipient_user_id: '1003', community_gift_id: id },
      { recipient_user_id: '1004', community_gift_id: id },
    ])
  })
})

describe('a cheer', () => {
  test('is published three times: as a cheer, as Bits, as a message', async () => {
    const world = new World()
    const published = publishedBy(world)
    const cheer = { ...ofBroadcaster, user_id: '1003', bits: 100, message: 'Cheer100 go' }
    await world.send('POST', '/units/cheers', { body: cheer })
    const fragments = [
      {
        type: 'cheermote',
        text: 'Cheer100',
        emote: null,
        cheermote: { prefix: 'Cheer', bits: 100, tier: 100 },
      },
      { type: 'text', text: ' go', emote: null, cheermote: null },
    ]
    const user = { ...broadcaster(world), ...who('user', world.viewer) }
    expect(published).toEqual([
      {
        type: 'channel.cheer',
        version: '1',
        condition,
        event: { ...user, is_anonymous: false, message: 'Cheer100 go', bits: 100 },
      },
      {
        type: 'channel.bits.use',
        version: '1',
        condition,
        event: {
          ...user,
          bits: 100,
          type: 'cheer',
          message: { text: 'Cheer100 go', fragments },
          power_up: null,
          custom_power_up: null,
        },
      },
      { type: 'channel.chat.message', version: '1', condition, event: expect.any(Object) },
    ])
    expect(published[2]!.event).toMatchObject({
      ...who('chatter_user', world.viewer),
      cheer: { bits: 100 },
      message: { text: 'Cheer100 go', fragments },
    })
  })

  test('moves the goals and the Hype Train that run', async () => {
    const world = new World()
    const train = { ...ofBroadcaster, user_id: '1003', total: 100 }
    await world.send('POST', '/units/hype_trains', { body: train })
    const published = publishedBy(world)
    await world.send('POST', '/units/cheers', { body: { ...ofBroadcaster, user_id: '1004', bits: 50 } })
    expect(typesOf(published)).toEqual([
      'channel.cheer 1',
      'channel.bits.use 1',
      'channel.chat.message 1',
      'channel.hype_train.progress 2',
    ])
  })
})
