import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toNanosecond } from '../../engine/time.ts'
import { newChoice, type PollRow } from '../../resources/polls/store.ts'
import { type ExampleContext, events, inChannel, type WrittenEvent } from './core/events.ts'

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelpollbegin */
export const polls = events({
  'channel.poll.begin 1': {
    on: { 'poll.begin': running },
    example: (context) => running(context.store, examplePoll(context, 0)),
  },
  'channel.poll.progress 1': {
    on: { 'poll.progress': running },
    example: (context) => running(context.store, examplePoll(context, 40)),
  },
  'channel.poll.end 1': {
    on: { 'poll.end': ended },
    example: (context) => ended(context.store, examplePoll(context, 120)),
  },
})

function running(store: Store, poll: PollRow): WrittenEvent {
  return inChannel(store, poll.broadcaster_id, {
    ...standingOf(poll),
    ends_at: toNanosecond(shifted(new Date(poll.started_at), poll.duration * Milliseconds.second)),
  })
}

function ended(store: Store, poll: PollRow): WrittenEvent {
  return inChannel(store, poll.broadcaster_id, {
    ...standingOf(poll),
    status: poll.status.toLowerCase(),
    ended_at: toNanosecond(new Date(poll.ended_at!)),
  })
}

const standingOf = (poll: PollRow) => ({
  id: poll.id,
  title: poll.title,
  choices: poll.choices,
  bits_voting: { is_enabled: poll.bits_voting_enabled, amount_per_vote: poll.bits_per_vote },
  channel_points_voting: {
    is_enabled: poll.channel_points_voting_enabled,
    amount_per_vote: poll.channel_points_per_vote,
  },
  started_at: toNanosecond(new Date(poll.started_at)),
})

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
