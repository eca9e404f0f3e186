import type { Scenario } from './stage.ts'

const webhook = { method: 'webhook', callback: 'https://localhost/callback', secret: '0123456789' }

/** What the first user does with videos, plans and events, and who talks to whom. */
export const channel: readonly Scenario[] = [
  async function* chat(stage) {
    // The last two of the cast are neither banned nor warned nor suspected meanwhile.
    const speakers = [stage.broadcaster, ...stage.cast.slice(6)]
    for (const sender_id of speakers) {
      for (const broadcaster_id of speakers) {
        yield
        const body = { broadcaster_id, sender_id, message: `Hello ${stage.unique()}` }
        const [sent] = await stage.rows('POST /chat/messages', { user: sender_id, body })
        if (!sent.is_sent) throw new Error(`a message is dropped: ${JSON.stringify({ body, sent })}`)
        if (sender_id === broadcaster_id) continue
        yield
        const query = { from_user_id: sender_id, to_user_id: broadcaster_id }
        await stage.call('POST /whispers', { user: sender_id, query, body: { message: 'Hello' } })
      }
    }
  },
  async function* subscriptions(stage) {
    for (const user_id of stage.cast) {
      yield
      await stage.rows('GET /subscriptions/user', { user: user_id, query: stage.of({ user_id }) })
    }
  },
  async function* commercial(stage) {
    await stage.rows('GET /channels/ads', { query: stage.of() })
    yield
    await stage.rows('POST /channels/ads/schedule/snooze', { query: stage.of() })
    yield
    await stage.rows('POST /channels/commercial', { body: stage.of({ length: 60 }) })
  },
  async function* videos(stage) {
    const videos = await stage.rows('GET /videos', { query: { user_id: stage.broadcaster } })
    for (const { id } of videos.slice(0, 3)) {
      yield
      const made = { broadcaster_id: stage.broadcaster, editor_id: stage.broadcaster, title: 'Words' }
      const query = { ...made, vod_id: id, vod_offset: 60 }
      await stage.rows('POST /videos/clips', { query })
    }
    yield
    await stage.call('DELETE /videos', { query: { id: videos.at(-1).id } })
  },
  async function* clips(stage) {
    await stage.rows('POST /clips', { query: stage.of() })
    yield
    const [clip] = await stage.rows('GET /clips', { query: stage.of() })
    yield
    const query = stage.of({ editor_id: stage.broadcaster, clip_id: clip.id })
    await stage.rows('GET /clips/downloads', { query })
  },
  async function* segments(stage) {
    for (const is_recurring of [true, false]) {
      yield
      const start = new Date(stage.twitch.now * 1_000 + (stage.unique() % 20) * 86_400_000)
      // At any hour but those at which the first user broadcasts.
      start.setUTCHours(stage.unique() % 2 === 0 ? 6 : 18, 0, 0)
      const plan = {
        start_time: start.toISOString(),
        timezone: 'Europe/Berlin',
        duration: '180',
        is_recurring,
      }
      const made = await stage.call('POST /schedule/segment', { query: stage.of(), body: plan })
      const query = stage.of({ id: made.data.segments[0].id })
      yield
      await stage.call('PATCH /schedule/segment', { query, body: { title: 'Words' } })
      yield
      await stage.call('DELETE /schedule/segment', { query })
    }
  },
  async function* conduit(stage) {
    const { id } = (await stage.call('POST /eventsub/conduits', { body: { shard_count: 2 } })).data[0]
    yield
    await stage.call('PATCH /eventsub/conduits', { body: { id, shard_count: 3 } })
    yield
    const shards = [{ id: '0', transport: webhook }]
    await stage.call('PATCH /eventsub/conduits/shards', { body: { conduit_id: id, shards } })
    yield
    await stage.rows('GET /eventsub/conduits/shards', { query: { conduit_id: id } })
    yield
    await stage.call('DELETE /eventsub/conduits', { query: { id } })
  },
  async function* subscription(stage) {
    const condition = { broadcaster_user_id: stage.broadcaster }
    const body = { type: 'stream.online', version: '1', condition, transport: webhook }
    const { data } = await stage.call('POST /eventsub/subscriptions', { token: 'app', body })
    yield
    await stage.rows('GET /eventsub/subscriptions', { token: 'app' })
    yield
    await stage.call('DELETE /eventsub/subscriptions', { token: 'app', query: { id: data[0].id } })
  },
]
