import type { Twitch } from '../twitch.ts'
import { type Arrangements, moderated, of } from './arrangement.ts'

/** Somebody who is neither banned nor moderator nor VIP of the channel. */
async function nobody(twitch: Twitch, n: number): Promise<string> {
  const query = of(twitch, { user_id: twitch.viewer(n) })
  await twitch.ask('DELETE /moderation/moderators', { query })
  await twitch.ask('DELETE /channels/vips', { query })
  await twitch.ask('DELETE /moderation/bans', { query: moderated(twitch, { user_id: twitch.viewer(n) }) })
  return twitch.viewer(n)
}

/** What operations on moderation and roles need. */
export const moderation: Arrangements = {
  'check-automod-status': () => ({ body: { data: [{ msg_id: '1', msg_text: 'Hello' }] } }),
  'manage-held-automod-messages': async (twitch) => {
    const held = { broadcaster_id: twitch.partner, user_id: twitch.viewer(), text: 'Words' }
    return { body: { msg_id: (await twitch.fetch('POST', '/units/automod_messages', {}, held)).body.id } }
  },
  'update-automod-settings': () => ({ body: { swearing: 1 } }),
  'ban-user': async (twitch) => ({ body: { data: { user_id: await nobody(twitch, 2) } } }),
  'unban-user': async (twitch) => {
    const user_id = await nobody(twitch, 2)
    await twitch.run('POST /moderation/bans', { query: moderated(twitch), body: { data: { user_id } } })
    return { query: { user_id } }
  },
  'get-unban-requests': () => ({ query: { status: 'pending' } }),
  'resolve-unban-requests': async (twitch) => {
    const query = moderated(twitch, { status: 'pending' })
    const { data } = await twitch.run('GET /moderation/unban_requests', { query })
    return { query: { unban_request_id: data[0].id } }
  },
  'add-channel-moderator': async (twitch) => ({ query: { user_id: await nobody(twitch, 3) } }),
  'remove-channel-moderator': async (twitch) => {
    const user_id = await nobody(twitch, 3)
    await twitch.run('POST /moderation/moderators', { query: of(twitch, { user_id }) })
    return { query: { user_id } }
  },
  'add-channel-vip': async (twitch) => ({ query: { user_id: await nobody(twitch, 4) } }),
  'remove-channel-vip': async (twitch) => {
    const user_id = await nobody(twitch, 4)
    await twitch.run('POST /channels/vips', { query: of(twitch, { user_id }) })
    return { query: { user_id } }
  },
  'warn-chat-user': async (twitch) => ({
    body: { data: { user_id: await nobody(twitch, 5), reason: 'Words' } },
  }),
  'add-suspicious-status-to-chat-user': async (twitch) => ({ body: { user_id: await nobody(twitch, 6) } }),
  'remove-suspicious-status-from-chat-user': async (twitch) => ({
    query: { user_id: await nobody(twitch, 6) },
  }),
}
