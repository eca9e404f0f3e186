import type { Twitch } from '../twitch.ts'
import { type Arrangements, of } from './arrangement.ts'

let days = 0

/** Every segment has its own day. */
const segment = () => ({
  start_time: new Date(Date.UTC(2026, 5, 1 + days++)).toISOString(),
  timezone: 'America/New_York',
  duration: '60',
  is_recurring: false,
})

async function newSegment(twitch: Twitch): Promise<string> {
  const created = await twitch.run('POST /schedule/segment', { query: of(twitch), body: segment() })
  return created.data.segments[0].id
}

/** What operations on the schedule need. */
export const schedule: Arrangements = {
  'create-channel-stream-schedule-segment': () => ({ body: segment() }),
  'update-channel-stream-schedule-segment': async (twitch) => ({
    query: { id: await newSegment(twitch) },
    body: { duration: '90' },
  }),
  'delete-channel-stream-schedule-segment': async (twitch) => ({ query: { id: await newSegment(twitch) } }),
}
