import { describe, expect, test } from 'bun:test'
import { publishFrom } from '../../../../src/mock/eventsub/payloads/core/payloads.ts'
import { publishedBy } from '../../../support/published.ts'
import { uuid, World } from '../../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }
const wanted = {
  ...ofBroadcaster,
  title: 'Heads or tails?',
  choices: [{ title: 'Heads' }, { title: 'Tails' }],
  duration: 60,
  channel_points_voting_enabled: true,
  channel_points_per_vote: 100,
}
const condition = { broadcaster_user_id: '1001' }
const noVotes = { votes: 0, channel_points_votes: 0, bits_votes: 0 }
const choices = [
  { id: uuid(2), title: 'Heads', ...noVotes },
  { id: uuid(3), title: 'Tails', ...noVotes },
]
const event = {
  id: uuid(1),
  broadcaster_user_id: '1001',
  broadcaster_user_login: 'broadcaster',
  broadcaster_user_name: 'Broadcaster',
  title: 'Heads or tails?',
  choices,
  bits_voting: { is_enabled: false, amount_per_vote: 0 },
  channel_points_voting: { is_enabled: true, amount_per_vote: 100 },
  started_at: '2026-01-01T12:00:00.000000000Z',
}
const open = { ...event, ends_at: '2026-01-01T12:01:00.000000000Z' }

const manager = (world: World) => world.as(world.broadcaster, 'channel:manage:polls')

describe('a poll', () => {
  test('is published when it begins, goes on and is over', async () => {
    const world = new World()
    const published = publishedBy(world)
    await manager(world).post('/polls', wanted)
    const vote = { ...ofBroadcaster, poll_id: uuid(1), choice_id: uuid(2), channel_points_votes: 2 }
    await world.send('POST', '/units/poll_votes', { body: vote })
    world.advance(60)
    const voted = [{ ...choices[0], votes: 2, channel_points_votes: 2 }, choices[1]]
    const ended = {
      ...event,
      choices: voted,
      status: 'completed',
      ended_at: '2026-01-01T12:01:00.000000000Z',
    }
    expect(published).toEqual([
      { type: 'channel.poll.begin', version: '1', condition, event: open },
      { type: 'channel.poll.progress', version: '1', condition, event: { ...open, choices: voted } },
      { type: 'channel.poll.end', version: '1', condition, event: ended },
    ])
  })

  test.each(['TERMINATED', 'ARCHIVED'])('that is %s says so', async (status) => {
    const world = new World()
    const published = publishedBy(world)
    await manager(world).post('/polls', wanted)
    world.advance(10)
    await manager(world).patch('/polls', { ...ofBroadcaster, id: uuid(1), status })
    const ended = { ...event, status: status.toLowerCase(), ended_at: '2026-01-01T12:00:10.000000000Z' }
    expect(published.slice(1)).toEqual([{ type: 'channel.poll.end', version: '1', condition, event: ended }])
  })

  test('that ends by itself did so at its own moment', async () => {
    const world = new World()
    const moments: string[] = []
    publishFrom(world.store, ({ at }) => void moments.push(at.toISOString()))
    await manager(world).post('/polls', wanted)
    world.advance(3600)
    expect(moments).toEqual(['2026-01-01T12:00:00.000Z', '2026-01-01T12:01:00.000Z'])
  })
})
