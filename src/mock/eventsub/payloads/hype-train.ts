import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toNanosecond } from '../../engine/time.ts'
import type { HypeTrain } from '../../resources/hype-train/schema.ts'
import { findStatus } from '../../resources/hype-train/store.ts'
import type { EventSubEvent } from '../event.ts'
import { type EventGroup, type ExampleContext, inChannel } from './core/event-group.ts'
import { named } from './core/named.ts'

type EndedTrain = HypeTrain & { ended_at: string; cooldown_ends_at: string }

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelhype_trainbegin-v2 */
export const hypeTrain: EventGroup = {
  listen(on, store, publish) {
    on('hype_train.begin', (train, at) => publish(begun(store, train, at)))
    on('hype_train.progress', (train, at) => publish(progressed(store, train, at)))
    on('hype_train.end', (train, at) => publish(ended(store, train, at)))
  },
  examples: {
    'channel.hype_train.begin': (context) => begun(context.store, exampleTrain(context), context.at),
    'channel.hype_train.progress': (context) => progressed(context.store, exampleTrain(context), context.at),
    'channel.hype_train.end'(context) {
      const ended_at = context.at.toISOString()
      const cooldown_ends_at = shifted(context.at, Milliseconds.hour).toISOString()
      return ended(context.store, { ...exampleTrain(context), ended_at, cooldown_ends_at }, context.at)
    },
  },
}

/** The record is that of trains of the same kind: of this channel alone, or of several together. */
function begun(store: Store, train: HypeTrain, at: Date): EventSubEvent {
  const status = findStatus(store, train.broadcaster_user_id)
  const record = train.is_shared_train ? status.shared_all_time_high : status.all_time_high
  return inTrain(store, 'channel.hype_train.begin', train, at, {
    ...standingOf(train),
    all_time_high_level: record?.level ?? train.level,
    all_time_high_total: record?.total ?? train.total,
  })
}

const progressed = (store: Store, train: HypeTrain, at: Date): EventSubEvent =>
  inTrain(store, 'channel.hype_train.progress', train, at, standingOf(train))

const ended = (store: Store, train: EndedTrain, at: Date): EventSubEvent =>
  inTrain(store, 'channel.hype_train.end', train, at, {
    ended_at: toNanosecond(new Date(train.ended_at)),
    cooldown_ends_at: toNanosecond(new Date(train.cooldown_ends_at)),
  })

function inTrain(store: Store, type: string, train: HypeTrain, at: Date, more: object): EventSubEvent {
  return inChannel(
    store,
    { type, version: '2', broadcaster_id: train.broadcaster_user_id, at },
    {
      id: train.id,
      total: train.total,
      top_contributions: train.top_contributions,
      level: train.level,
      shared_train_participants: train.shared_train_participants,
      started_at: toNanosecond(new Date(train.started_at)),
      type: train.type,
      is_shared_train: train.is_shared_train,
      ...more,
    },
  )
}

const standingOf = ({ progress, goal, expires_at }: HypeTrain) => ({
  progress,
  goal,
  expires_at: toNanosecond(new Date(expires_at)),
})

function exampleTrain({ store, at, broadcaster_id, user_id }: ExampleContext): HypeTrain {
  const total = 100 + store.random.below(400)
  return {
    id: store.id(),
    ...named(store, 'broadcaster_user', broadcaster_id),
    level: 1,
    total,
    progress: total,
    goal: 500,
    top_contributions: [{ ...named(store, 'user', user_id), type: 'bits', total }],
    shared_train_participants: null,
    started_at: at.toISOString(),
    expires_at: shifted(at, 5 * Milliseconds.minute).toISOString(),
    type: 'regular',
    is_shared_train: false,
  }
}
