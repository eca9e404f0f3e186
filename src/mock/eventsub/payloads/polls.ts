import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toNanosecond } from '../../engine/time.ts'
import { newChoice, type PollRow } from '../../resources/polls/store.ts'
import type { EventSubEvent } from '../event.ts'
import { type EventGroup, type ExampleContext, inChannel } from './core/event-group.ts'

type PollType = 'channel.poll.begin' | 'channel.poll.progress' | 'channel.poll.end'

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelpollbegin */
export const polls: EventGroup = {
  listen(on, store, publish) {
    on('poll.begin', (poll, at) => publish(announcement(store, 'channel.poll.begin', poll, at)))
    on('poll.progress', (poll, at) => publish(announcement(store, 'channel.poll.progress', poll, at)))
    on('poll.end', (poll, at) => publish(announcement(store, 'channel.poll.end', poll, at)))
  },
  examples: {
    'channel.poll.begin': (context) =>
      announcement(context.store, 'channel.poll.begin', examplePoll(context, 0), context.at),
    'channel.poll.progress': (context) =>
      announcement(context.store, 'channel.poll.progress', examplePoll(context, 40), context.at),
    'channel.poll.end': (context) =>
      announcement(context.store, 'channel.poll.end', examplePoll(context, 120), context.at),
  },
}

function announcement(store: Store, type: PollType, poll: PollRow, at: Date): EventSubEvent {
  const { broadcaster_id, started_at, duration, ended_at, status } = poll
  const ending =
    type === 'channel.poll.end'
      ? { status: status.toLowerCase(), ended_at: toNanosecond(new Date(ended_at!)) }
      : { ends_at: toNanosecond(shifted(new Date(started_at), duration * Milliseconds.second)) }
  return inChannel(
    store,
    { type, broadcaster_id, at },
    {
      id: poll.id,
      title: poll.title,
      choices: poll.choices,
      bits_voting: { is_enabled: poll.bits_voting_enabled, amount_per_vote: poll.bits_per_vote },
      channel_points_voting: {
        is_enabled: poll.channel_points_voting_enabled,
        amount_per_vote: poll.channel_points_per_vote,
      },
      started_at: toNanosecond(new Date(started_at)),
      ...ending,
    },
  )
}

/** A poll of a minute. */
function examplePoll({ store, at, broadcaster_id }: ExampleContext, votes: number): PollRow {
  const choices = ['Yes', 'No', 'Maybe'].map((title) => {
    const channel_points_votes = store.random.below(votes + 1)
    return {
      ...newChoice(store, title),
      votes: channel_points_votes + store.random.below(votes + 1),
      channel_points_votes,
    }
  })
  return {
    id: store.id(),
    broadcaster_id,
    title: 'Shall we play another round?',
    choices,
    bits_voting_enabled: false,
    bits_per_vote: 0,
    channel_points_voting_enabled: true,
    channel_points_per_vote: 100,
    status: 'COMPLETED',
    duration: 60,
    started_at: shifted(at, votes === 0 ? 0 : -Milliseconds.minute).toISOString(),
    ended_at: at.toISOString(),
  }
}
