import type { Scenario } from './stage.ts'

/** What happens to single users in the first user's channel; each scenario has a user of its own. */
export const roles: readonly Scenario[] = [
  async function* moderator(stage) {
    const query = stage.of({ user_id: stage.cast[0] })
    await stage.call('POST /moderation/moderators', { query })
    yield
    await stage.rows('GET /moderation/moderators', { query })
    yield
    await stage.call('DELETE /moderation/moderators', { query })
  },
  async function* vip(stage) {
    const query = stage.of({ user_id: stage.cast[1] })
    await stage.call('POST /channels/vips', { query })
    yield
    await stage.rows('GET /channels/vips', { query })
    yield
    await stage.call('DELETE /channels/vips', { query })
  },
  async function* ban(stage) {
    const user_id = stage.cast[2]
    await stage.call('POST /moderation/bans', { query: stage.moderated(), body: { data: { user_id } } })
    yield
    await stage.rows('GET /moderation/banned', { query: stage.of({ user_id }) })
    yield
    await stage.call('DELETE /moderation/bans', { query: stage.moderated({ user_id }) })
    yield
    const data = { user_id, duration: 60 }
    await stage.call('POST /moderation/bans', { query: stage.moderated(), body: { data } })
  },
  async function* suspicion(stage) {
    const data = { user_id: stage.cast[3], reason: 'Words' }
    await stage.call('POST /moderation/warnings', { query: stage.moderated(), body: { data } })
    yield
    const user_id = stage.cast[4]
    const body = { user_id, status: 'RESTRICTED' }
    await stage.call('POST /moderation/suspicious_users', { query: stage.moderated(), body })
    yield
    await stage.call('DELETE /moderation/suspicious_users', { query: stage.moderated({ user_id }) })
  },
  async function* block(stage) {
    const query = { target_user_id: stage.cast[5] }
    await stage.call('PUT /users/blocks', { query })
    yield
    await stage.rows('GET /users/blocks', { query: stage.of() })
    yield
    await stage.call('DELETE /users/blocks', { query })
  },
  async function* guests(stage) {
    const [session] = (await stage.call('POST /guest_star/session', { query: stage.of() })).data
    const inSession = (more: object = {}) => ({
      query: stage.moderated({ session_id: session.id, ...more }),
    })
    for (const guest_id of [stage.cast[6], stage.cast[7]]) {
      yield
      await stage.call('POST /guest_star/invites', inSession({ guest_id }))
    }
    yield
    await stage.rows('GET /guest_star/invites', inSession())
    yield
    await stage.call('DELETE /guest_star/invites', inSession({ guest_id: stage.cast[7] }))
    yield
    await stage.call('POST /guest_star/slot', inSession({ guest_id: stage.cast[6], slot_id: '1' }))
    yield
    await stage.call('PATCH /guest_star/slot_settings', inSession({ slot_id: '1' }))
    yield
    const move = { source_slot_id: '1', destination_slot_id: '2' }
    await stage.call('PATCH /guest_star/slot', inSession(move))
    yield
    await stage.rows('GET /guest_star/session', { query: stage.moderated() })
    yield
    await stage.call('DELETE /guest_star/slot', inSession({ guest_id: stage.cast[6], slot_id: '2' }))
    yield
    await stage.call('DELETE /guest_star/session', { query: stage.of({ session_id: session.id }) })
  },
  /** In the channels of others of the cast, as these ask for it. */
  async function* elsewhere(stage) {
    for (const user of stage.cast.slice(6)) {
      for (const user_id of stage.cast.slice(0, 6)) {
        const role = { user, query: { broadcaster_id: user, user_id } }
        const moderated = { broadcaster_id: user, moderator_id: user }
        const data = { user_id, reason: 'Words' }
        yield
        await stage.call('POST /moderation/moderators', role)
        yield
        await stage.call('DELETE /moderation/moderators', role)
        yield
        await stage.call('POST /moderation/bans', { user, query: moderated, body: { data } })
        yield
        await stage.call('DELETE /moderation/bans', { user, query: { ...moderated, user_id } })
        yield
        await stage.call('POST /moderation/warnings', { user, query: moderated, body: { data } })
        yield
        await stage.call('PUT /users/blocks', { user, query: { target_user_id: user_id } })
      }
    }
  },
  async function* visits(stage) {
    const way = (to: string | undefined) => ({
      from_broadcaster_id: stage.broadcaster,
      to_broadcaster_id: to,
      moderator_id: stage.broadcaster,
    })
    await stage.call('POST /chat/shoutouts', { query: way(stage.cast[6]) })
    yield
    await stage.call('POST /raids', { query: { ...way(stage.cast[7]), moderator_id: undefined } })
    // Soon it would have gone off.
    await stage.call('DELETE /raids', { query: stage.of() })
  },
]
