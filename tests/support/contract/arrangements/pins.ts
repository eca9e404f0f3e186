import type { Twitch } from '../twitch.ts'
import { type Arrangements, moderated, of } from './arrangement.ts'

/** Sends a message to a channel without a pin. */
async function newMessage(twitch: Twitch): Promise<string> {
  for (const { message_id } of (await twitch.run('GET /chat/pins', { query: moderated(twitch) })).data)
    await twitch.run('DELETE /chat/pins', { query: moderated(twitch, { message_id }) })
  const body = of(twitch, { sender_id: twitch.partner, message: 'Words' })
  return (await twitch.run('POST /chat/messages', { body })).data[0].message_id
}

async function newPin(twitch: Twitch): Promise<string> {
  const message_id = await newMessage(twitch)
  await twitch.run('PUT /chat/pins', { query: moderated(twitch, { message_id }) })
  return message_id
}

/** What operations on pinned messages need. */
export const pins: Arrangements = {
  'pin-chat-message': async (twitch) => ({ query: { message_id: await newMessage(twitch) } }),
  'update-pinned-chat-message': async (twitch) => ({ query: { message_id: await newPin(twitch) } }),
  'unpin-chat-message': async (twitch) => ({ query: { message_id: await newPin(twitch) } }),
}
