import { describe, expect, test } from 'bun:test'
import { World } from '../../support/world.ts'

const both = { broadcaster_id: '1001', user_id: '1003' }
const text = (length: number) => 'x'.repeat(length)
const uris = (count: number) => Array.from({ length: count }, (_, n) => `http://localhost:${3000 + n}`)
const channels = (count: number) => Array.from({ length: count }, (_, n) => String(2001 + n))

/** A request, the member that is bounded, its least and its most, each with what is just beyond. */
type Bound = [request: string, body: object, member: string, least?: unknown[], most?: unknown[]]

const bounds: Bound[] = [
  ['POST /streams', { user_id: '1001' }, 'viewer_count', [0, -1]],
  ['POST /users', {}, 'login', ['x', ''], [text(25), text(26)]],
  ['POST /users', { login: 'x' }, 'display_name', ['X', undefined], [text(25), text(26)]],
  ['POST /users', { login: 'x' }, 'description', [''], [text(300), text(301)]],
  ['PATCH /users/1003', {}, 'login', ['x'], [text(25), text(26)]],
  ['PATCH /users/1003', {}, 'description', [''], [text(300), text(301)]],
  ['POST /cheers', both, 'bits', [1, 0], [1_000_000, 1_000_001]],
  ['POST /goals', { broadcaster_id: '1001', type: 'follower' }, 'target_amount', [1, 0]],
  ['POST /goals', { broadcaster_id: '1001', type: 'follower', target_amount: 1 }, 'current_amount', [0, -1]],
  ['POST /charity_campaigns', { broadcaster_id: '1001', charity_name: 'x' }, 'target_value', [1, 0]],
  ['POST /charity_donations', both, 'value', [1, 0]],
  ['POST /hype_trains', both, 'total', [1, 0]],
  ['POST /clients', { Name: 'x' }, 'RedirectURIs', [uris(1), []], [uris(10), uris(11)]],
  ['POST /clients', { Name: 'x' }, 'ID', ['x'], [text(100), text(101)]],
  ['POST /clients', { Name: 'x' }, 'Secret', ['x'], [text(100), text(101)]],
  ['PATCH /redirect_uris/CLIENT', {}, 'RedirectURIs', [uris(1), []], [uris(10), uris(11)]],
  [
    'POST /automatic_redemptions',
    { ...both, type: 'send_highlighted_message' },
    'text',
    ['x'],
    [text(500), text(501)],
  ],
  ['POST /automatic_redemptions', { ...both, type: 'send_highlighted_message' }, 'cost', [1, 0]],
  ['POST /redemptions', { ...both, reward_id: 'none' }, 'user_input', ['x'], [text(200), text(201)]],
  [
    'POST /poll_votes',
    { broadcaster_id: '1001', poll_id: 'none', choice_id: 'none' },
    'channel_points_votes',
    [1, 0],
  ],
  [
    'POST /prediction_stakes',
    { ...both, prediction_id: 'none', outcome_id: 'none' },
    'channel_points',
    [1, 0],
  ],
  ['POST /unban_requests', both, 'text', ['x'], [text(500), text(501)]],
  ['POST /automod_messages', both, 'text', ['x'], [text(500), text(501)]],
  ['POST /shared_chats', {}, 'broadcaster_ids', [channels(2), channels(1)], [channels(6), channels(7)]],
  ['PATCH /eventsub_sessions/SESSION', {}, 'close', [4000, 3999], [4007, 4008]],
]

describe('the bounds of', () => {
  for (const [request, body, member, least = [], most = []] of bounds) {
    test(`${request} ${member}`, async () => {
      for (const [accepted, refused] of [least, most]) {
        if (accepted !== undefined)
          expect(await refusal(request, { ...body, [member]: accepted })).not.toContain(member)
        if (refused !== undefined)
          expect(await refusal(request, { ...body, [member]: refused })).toContain(`"${member}"`)
      }
    })
  }
})

/** The words of the refusal, whatever else is refused; empty if none is. */
async function refusal(request: string, body: object): Promise<string> {
  const world = new World()
  for (const id of channels(7)) world.user(id, `Channel${id}`)
  world.store.insert('eventsub_sessions', { id: 'SESSION', connected_at: '2026-01-01T12:00:00Z' })
  const [method = '', path = ''] = request.split(' ')
  const reply = await world.send(method, `/units${path.replace('CLIENT', world.client.id)}`, { body })
  return reply.status < 400 ? '' : reply.body.message
}
