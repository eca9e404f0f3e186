import type { Json, Twitch } from '../twitch.ts'
import type { Arrangements } from './arrangement.ts'

async function conduit(twitch: Twitch): Promise<string> {
  const { data } = await twitch.run('GET /eventsub/conduits')
  return data[0]?.id ?? (await twitch.run('POST /eventsub/conduits', { body: { shard_count: 2 } })).data[0].id
}

const webhook = { method: 'webhook', callback: 'https://localhost/callback', secret: '0123456789' }

async function noSubscriptions(twitch: Twitch): Promise<void> {
  const { data } = await twitch.run('GET /eventsub/subscriptions')
  for (const { id } of data) await twitch.run('DELETE /eventsub/subscriptions', { query: { id } })
}

function subscription(twitch: Twitch): Json {
  const condition = { broadcaster_user_id: twitch.partner }
  return { type: 'stream.online', version: '1', condition, transport: webhook }
}

/** What operations on EventSub need. */
export const eventsub: Arrangements = {
  'create-conduits': async (twitch) => {
    const { data } = await twitch.run('GET /eventsub/conduits')
    for (const { id } of data) await twitch.run('DELETE /eventsub/conduits', { query: { id } })
    return {}
  },
  'update-conduits': async (twitch) => ({ body: { id: await conduit(twitch) } }),
  'delete-conduit': async (twitch) => ({ query: { id: await conduit(twitch) } }),
  'get-conduit-shards': async (twitch) => ({ query: { conduit_id: await conduit(twitch) } }),
  'update-conduit-shards': async (twitch) => ({
    body: { conduit_id: await conduit(twitch), shards: [{ id: '0', transport: webhook }] },
  }),
  'create-eventsub-subscription': async (twitch) => {
    await noSubscriptions(twitch)
    return { token: 'app', body: subscription(twitch) }
  },
  'delete-eventsub-subscription': async (twitch) => {
    await noSubscriptions(twitch)
    const { data } = await twitch.run('POST /eventsub/subscriptions', { body: subscription(twitch) })
    return { query: { id: data[0].id } }
  },
}
