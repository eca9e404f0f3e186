import { type Arrangements, of } from './arrangement.ts'

/** What operations on channels, streams and users need. */
export const channels: Arrangements = {
  // Commercials also come by themselves.
  'start-commercial': async (twitch) => {
    twitch.wait(480)
    const [{ last_ad_at }] = (await twitch.run('GET /channels/ads', { query: of(twitch) })).data
    twitch.wait(Math.max(0, Number(last_ad_at) + 480 - twitch.now))
    return {}
  },
  'modify-channel-information': () => ({
    body: { title: 'Words', content_classification_labels: [{ id: 'Gambling', is_enabled: true }] },
  }),
  'send-a-shoutout': (twitch) => {
    twitch.wait(3_600)
    return { query: { from_broadcaster_id: twitch.partner, to_broadcaster_id: twitch.viewer() } }
  },
  'update-drops-entitlements': async (twitch) => ({
    body: {
      entitlement_ids: [(await twitch.run('GET /entitlements/drops')).data[0].id],
      fulfillment_status: 'FULFILLED',
    },
  }),
  'get-games': () => ({ query: { id: '509658' } }),
  'start-a-raid': async (twitch) => {
    await twitch.ask('DELETE /raids', { query: of(twitch) })
    return { query: { from_broadcaster_id: twitch.partner, to_broadcaster_id: twitch.viewer() } }
  },
  'cancel-a-raid': async (twitch) => {
    const query = { from_broadcaster_id: twitch.partner, to_broadcaster_id: twitch.viewer() }
    await twitch.ask('POST /raids', { query })
    return {}
  },
  'search-categories': () => ({ query: { query: 'a' } }),
  'search-channels': () => ({ query: { query: 'a' } }),
  'check-user-subscription': async (twitch) => {
    const [{ broadcaster_id, user_id }] = await twitch.unit('subscriptions')
    return { user: user_id, query: { broadcaster_id, user_id } }
  },
  'get-teams': async (twitch) => ({ query: { id: (await twitch.unit('teams'))[0].id } }),
  'get-users': (twitch) => ({ query: { id: twitch.partner } }),
}
