import type { Json } from '../contract/twitch.ts'
import type { Scenario, Stage } from './stage.ts'

const statusOf = async (stage: Stage, operation: string, id: string, status: string): Promise<void> => {
  const [row] = await stage.rows(operation, { query: stage.of({ id }) })
  if (row.status !== status) throw new Error(`${operation} ${id}: ${row.status} instead of ${status}`)
}

/** What waits for somebody in the first user's channel, or runs in it after it was begun. */
export const requests: readonly Scenario[] = [
  async function* poll(stage) {
    await stage.rows('GET /polls', { query: stage.of() })
    const choices = [{ title: 'Heads' }, { title: 'Tails' }]
    for (const status of ['TERMINATED', 'ARCHIVED']) {
      yield
      const body = stage.of({ title: 'Heads or tails?', choices, duration: 1800 })
      const { id } = (await stage.call('POST /polls', { body })).data[0]
      yield
      await statusOf(stage, 'GET /polls', id, 'ACTIVE')
      await stage.call('PATCH /polls', { body: stage.of({ id, status }) })
    }
  },
  async function* prediction(stage) {
    await stage.rows('GET /predictions', { query: stage.of() })
    for (const status of ['RESOLVED', 'CANCELED']) {
      yield
      const outcomes = [{ title: 'Yes' }, { title: 'No' }]
      const wanted = stage.of({ title: 'Will it rain?', outcomes, prediction_window: 1800 })
      const { id, ...begun } = (await stage.call('POST /predictions', { body: wanted })).data[0]
      yield
      await statusOf(stage, 'GET /predictions', id, 'ACTIVE')
      const winning_outcome_id = status === 'RESOLVED' ? begun.outcomes[0].id : undefined
      await stage.call('PATCH /predictions', { body: stage.of({ id, status, winning_outcome_id }) })
    }
  },
  async function* unbanRequest(stage) {
    const query = stage.moderated({ status: 'pending' })
    const [{ id }] = (await stage.rows('GET /moderation/unban_requests', { query })) as [Json]
    yield
    const resolved = stage.moderated({ unban_request_id: id, status: 'approved' })
    await stage.call('PATCH /moderation/unban_requests', { query: resolved })
  },
  async function* heldMessage(stage) {
    for (const { id, user_id, broadcaster_id } of await stage.twitch.unit('automod_messages')) {
      if (broadcaster_id !== stage.broadcaster) continue
      yield
      const body = { user_id: stage.broadcaster, msg_id: id, action: user_id > id ? 'ALLOW' : 'DENY' }
      await stage.call('POST /moderation/automod/message', { body })
    }
  },
  async function* redemption(stage) {
    for (const { id: reward_id, is_enabled } of await stage.rows('GET /channel_points/custom_rewards', {
      query: stage.of({ only_manageable_rewards: true }),
    })) {
      const query = stage.of({ reward_id, status: 'UNFULFILLED' })
      yield
      const { data } = await stage.call('GET /channel_points/custom_rewards/redemptions', { query })
      if (data.length === 0 || !is_enabled) continue
      yield
      const first = { query: stage.of({ reward_id, id: data[0].id }), body: { status: 'FULFILLED' } }
      await stage.call('PATCH /channel_points/custom_rewards/redemptions', first)
    }
  },
  async function* reward(stage) {
    const body = { title: `Reward ${stage.unique()}`, cost: 10 }
    const made = await stage.call('POST /channel_points/custom_rewards', { query: stage.of(), body })
    const query = stage.of({ id: made.data[0].id })
    yield
    await stage.call('PATCH /channel_points/custom_rewards', { query, body: { cost: 20 } })
    yield
    await stage.call('DELETE /channel_points/custom_rewards', { query })
  },
  async function* blockedTerm(stage) {
    await stage.rows('GET /moderation/blocked_terms', { query: stage.moderated() })
    yield
    const body = { text: 'a term of one’s own' }
    const { data } = await stage.call('POST /moderation/blocked_terms', { query: stage.moderated(), body })
    yield
    await stage.call('DELETE /moderation/blocked_terms', { query: stage.moderated({ id: data[0].id }) })
  },
  async function* pin(stage) {
    const body = stage.of({ sender_id: stage.broadcaster, message: 'Words' })
    const { message_id } = (await stage.call('POST /chat/messages', { body })).data[0]
    const query = stage.moderated({ message_id })
    yield
    await stage.call('PUT /chat/pins', { query })
    yield
    await stage.rows('GET /chat/pins', { query: stage.moderated() })
    await stage.call('PATCH /chat/pins', { query })
    yield
    await stage.call('DELETE /chat/pins', { query })
    // That takes every message, also a pinned one.
    await stage.call('DELETE /moderation/chat', { query: stage.moderated() })
  },
]
