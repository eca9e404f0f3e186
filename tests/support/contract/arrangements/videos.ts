import type { Twitch } from '../twitch.ts'
import { type Arrangements, of } from './arrangement.ts'

/** An old one: markers go with the newest. */
const videoOf = async (twitch: Twitch): Promise<string> =>
  (await twitch.run('GET /videos', { query: { user_id: twitch.partner, type: 'archive' } })).data.at(-1).id

const clipOf = async (twitch: Twitch): Promise<string> =>
  (await twitch.run('GET /clips', { query: of(twitch) })).data[0].id

/** What operations on videos, clips and markers need. */
export const videos: Arrangements = {
  'get-clips': (twitch) => ({ query: of(twitch) }),
  'create-clip-from-vod': async (twitch) => ({ query: { vod_id: await videoOf(twitch), vod_offset: 60 } }),
  'get-clips-download': async (twitch) => ({ query: { clip_id: await clipOf(twitch) } }),
  'create-stream-marker': (twitch) => ({ body: { user_id: twitch.partner } }),
  'get-stream-markers': (twitch) => ({ query: { user_id: twitch.partner } }),
  'get-videos': (twitch) => ({ query: { user_id: twitch.partner } }),
  'delete-videos': async (twitch) => ({ query: { id: await videoOf(twitch) } }),
}
