import type { Twitch } from '../twitch.ts'
import { type Arrangements, moderated, of } from './arrangement.ts'

/** A Guest Star session with a guest who is invited, and one in slot 1. */
async function newSession(twitch: Twitch): Promise<{ session_id: string; invited: string; seated: string }> {
  const running = await twitch.run('GET /guest_star/session', { query: moderated(twitch) })
  for (const { id } of running.data)
    await twitch.run('DELETE /guest_star/session', { query: of(twitch, { session_id: id }) })
  const session_id = (await twitch.run('POST /guest_star/session', { query: of(twitch) })).data[0].id
  const [invited, seated] = [twitch.viewer(8), twitch.viewer(9)]
  for (const guest_id of [invited, seated]) {
    await twitch.run('POST /guest_star/invites', { query: moderated(twitch, { session_id, guest_id }) })
    const ready = { session_id, user_id: guest_id, status: 'READY' }
    await twitch.fetch('PUT', '/units/guest_star_invites', {}, { ID: `${session_id}:${guest_id}`, ...ready })
  }
  const seat = moderated(twitch, { session_id, guest_id: seated, slot_id: '1' })
  await twitch.run('POST /guest_star/slot', { query: seat })
  return { session_id, invited, seated }
}

/** What operations on Guest Star need. */
export const guestStar: Arrangements = {
  'create-guest-star-session': async (twitch) => {
    const { session_id } = await newSession(twitch)
    await twitch.run('DELETE /guest_star/session', { query: of(twitch, { session_id }) })
    return {}
  },
  'end-guest-star-session': async (twitch) => ({
    query: { session_id: (await newSession(twitch)).session_id },
  }),
  'get-guest-star-invites': async (twitch) => ({
    query: { session_id: (await newSession(twitch)).session_id },
  }),
  'send-guest-star-invite': async (twitch) => ({
    query: { session_id: (await newSession(twitch)).session_id, guest_id: twitch.viewer(10) },
  }),
  'delete-guest-star-invite': async (twitch) => {
    const { session_id, invited } = await newSession(twitch)
    return { query: { session_id, guest_id: invited } }
  },
  'assign-guest-star-slot': async (twitch) => {
    const { session_id, invited } = await newSession(twitch)
    return { query: { session_id, guest_id: invited, slot_id: '2' } }
  },
  'update-guest-star-slot': async (twitch) => ({
    query: {
      session_id: (await newSession(twitch)).session_id,
      source_slot_id: '1',
      destination_slot_id: '2',
    },
  }),
  'delete-guest-star-slot': async (twitch) => {
    const { session_id, seated } = await newSession(twitch)
    return { query: { session_id, guest_id: seated, slot_id: '1' } }
  },
  'update-guest-star-slot-settings': async (twitch) => ({
    query: { session_id: (await newSession(twitch)).session_id, slot_id: '1' },
  }),
}
