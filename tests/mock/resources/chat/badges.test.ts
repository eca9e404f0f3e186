import { expect, test } from 'bun:test'
import { addVip } from '../../../../src/mock/resources/channels/vips/store.ts'
import { badgeVersion, insertChatBadge, subscribe } from '../../../../src/mock/resources/chat/badges/store.ts'
import { listWornBadges } from '../../../../src/mock/resources/chat/badges/worn.ts'
import { insertSubscription } from '../../../../src/mock/resources/subscriptions/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }

describeAuthorization('GET /chat/badges', { token: 'any' }, () => ({ query: ofBroadcaster }))
describeAuthorization('GET /chat/badges/global', { token: 'any' }, () => ({}))

test('GET /chat/badges lists what the broadcaster made', async () => {
  const world = new World()
  const badge = {
    set_id: 'subscriber',
    versions: [badgeVersion('3', '3-Month Subscriber', 'b817aba4-fad8-49e2-b88a-7cc744dfa6ec', subscribe)],
  }
  insertChatBadge(world.store, '1001', badge)
  const reply = await world.asApp().get('/chat/badges', ofBroadcaster)
  expect(reply.body).toEqual({
    data: [
      {
        set_id: 'subscriber',
        versions: [
          {
            id: '3',
            image_url_1x: 'https://static-cdn.jtvnw.net/badges/v1/b817aba4-fad8-49e2-b88a-7cc744dfa6ec/1',
            image_url_2x: 'https://static-cdn.jtvnw.net/badges/v1/b817aba4-fad8-49e2-b88a-7cc744dfa6ec/2',
            image_url_4x: 'https://static-cdn.jtvnw.net/badges/v1/b817aba4-fad8-49e2-b88a-7cc744dfa6ec/3',
            title: '3-Month Subscriber',
            description: '3-Month Subscriber',
            click_action: 'subscribe_to_channel',
            click_url: null,
          },
        ],
      },
    ],
  })
  const none = await world.asApp().get('/chat/badges', { broadcaster_id: '1002' })
  expect(none.body).toEqual({ data: [] })
})

test('GET /chat/badges/global is the same each time', async () => {
  const world = new World()
  const { body } = await world.asApp().get('/chat/badges/global')
  expect(body.data.map(({ set_id }: { set_id: string }) => set_id)).toContain('moderator')
  expect((await new World().asApp().get('/chat/badges/global')).body).toEqual(body)
})

test('a user wears what the channel made of them', () => {
  const { store } = new World()
  const versions = ['0', '3', '6'].map((id) => badgeVersion(id, 'Subscriber', 'picture', subscribe))
  insertChatBadge(store, '1001', { set_id: 'subscriber', versions })
  expect(listWornBadges(store, '1001', '1003')).toEqual([])
  insertSubscription(store, {
    broadcaster_id: '1001',
    user_id: '1003',
    tier: '1000',
    is_gift: false,
    gifter_id: null,
    cumulative_months: 5,
    streak_months: 5,
    subscribed_at: '2025-08-01T12:00:00Z',
  })
  addVip(store, '1001', '1003')
  expect(listWornBadges(store, '1001', '1003')).toEqual([
    { set_id: 'vip', id: '1', info: '' },
    { set_id: 'subscriber', id: '3', info: '5' },
  ])
  expect(listWornBadges(store, '1001', '1001')).toEqual([
    { set_id: 'broadcaster', id: '1', info: '' },
    { set_id: 'partner', id: '1', info: '' },
  ])
})

describeRefusals(
  'GET /chat/badges',
  { caller: (world) => world.asApp(), valid: () => ({ query: ofBroadcaster }) },
  [
    {
      condition: '400 The broadcaster_id query parameter is required.',
      query: { broadcaster_id: undefined },
      message: 'Missing required parameter "broadcaster_id"',
    },
  ],
)

test.each([
  [2, '0'],
  [3, '3'],
  [5, '3'],
  [6, '6'],
])('a subscriber of %i months wears the badge of %s', (cumulative_months, id) => {
  const { store } = new World()
  const versions = ['0', '3', '6'].map((id) => badgeVersion(id, 'Subscriber', 'picture', subscribe))
  insertChatBadge(store, '1001', { set_id: 'subscriber', versions })
  insertSubscription(store, {
    broadcaster_id: '1001',
    user_id: '1003',
    tier: '1000',
    is_gift: false,
    gifter_id: null,
    cumulative_months,
    streak_months: 1,
    subscribed_at: '2025-08-01T12:00:00Z',
  })
  expect(listWornBadges(store, '1001', '1003')).toEqual([
    { set_id: 'subscriber', id, info: String(cumulative_months) },
  ])
})
