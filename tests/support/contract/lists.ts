import { newPoll, newPrediction } from './arrangements/polls-and-predictions.ts'
import { contract } from './reference.ts'
import type { Json, Request, Twitch } from './twitch.ts'

type Addition = (twitch: Twitch, n: number, request: Request) => Promise<unknown>

/** Adds the nth row to a list that generation leaves short, by the ID of the operation that lists. */
const additions: Readonly<Record<string, Addition>> = {
  'get-custom-reward-redemption': (twitch, _, { query }) => {
    const body = {
      broadcaster_id: twitch.partner,
      user_id: twitch.viewer(),
      reward_id: query!.reward_id,
    }
    return twitch.fetch('POST', '/units/redemptions', {}, body)
  },
  'get-blocked-terms': (twitch, n) =>
    twitch.run('POST /moderation/blocked_terms', {
      query: { broadcaster_id: twitch.partner, moderator_id: twitch.partner },
      body: { text: `term ${n}` },
    }),
  // Who is a moderator is refused.
  'get-vips': (twitch, n) =>
    twitch.ask('POST /channels/vips', {
      query: { broadcaster_id: twitch.partner, user_id: twitch.viewer(20 + n) },
    }),
  'get-polls': newPoll,
  'get-predictions': newPrediction,
  'search-channels': async (twitch, n) => {
    const { body } = await twitch.fetch('POST', '/units/users', {}, { login: `a_${n}` })
    await twitch.fetch('POST', '/units/streams', {}, { user_id: body.id })
  },
  'get-user-block-list': (twitch, n) =>
    twitch.run('PUT /users/blocks', { query: { target_user_id: twitch.viewer(20 + n) } }),
  'get-stream-markers': (twitch) =>
    twitch.run('POST /streams/markers', { body: { user_id: twitch.partner } }),
  'get-followed-streams': async (twitch, n) => {
    const user_id = twitch.users[n]!
    await twitch.fetch('POST', '/units/follows', {}, { broadcaster_id: user_id, user_id: twitch.partner })
    await twitch.fetch('POST', '/units/streams', {}, { user_id })
  },
}

/** The lists that nobody can add to: they are computed from others, and shorter than a page. */
export const computed: ReadonlySet<string> = new Set([
  'get-extension-analytics',
  'get-game-analytics',
  'get-top-games',
  'search-categories',
])

/** Makes a list longer than `length`, if it is not yet. */
export async function lengthen(
  twitch: Twitch,
  operation: string,
  request: Request,
  length: number,
): Promise<void> {
  const add = additions[contract[operation]!.id]
  const first = contract[operation]!.query.first?.maximum
  const all = { ...request, query: { ...request.query, first } }
  for (let n = 1; add && n < 140; n++) {
    // The last one makes a list longer than its largest page.
    const isFull = rowsOf(await twitch.run(operation, all)).length >= Math.min(length + 1, first ?? length)
    await add(twitch, n, request)
    if (isFull) return
  }
}

/** The rows of an answer; markers lie in their videos, and those in their users. */
export function rowsOf({ data }: Json): Json[] {
  if (!Array.isArray(data)) return data.segments
  return data.flatMap((row: Json) => row.videos?.flatMap(({ markers }: Json) => markers) ?? [row])
}
