import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toNanosecond } from '../../engine/time.ts'
import type { HypeTrain } from '../../resources/hype-train/schema.ts'
import { findStatus } from '../../resources/hype-train/store.ts'
import { named } from '../../resources/users/named.ts'
import { type ExampleContext, events, inChannel, type WrittenEvent } from './core/events.ts'

type EndedTrain = HypeTrain & { ended_at: string; cooldown_ends_at: string }

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelhype_trainbegin-v2 */
export const hypeTrain = events({
  'channel.hype_train.begin 2': {
    on: { 'hype_train.begin': begun },
    example: (context) => begun(context.store, exampleTrain(context)),
  },
  'channel.hype_train.progress 2': {
    on: { 'hype_train.progress': progressed },
    example: (context) => progressed(context.store, exampleTrain(context)),
  },
  'channel.hype_train.end 2': {
    on: { 'hype_train.end': ended },
    example(context) {
      const ended_at = context.at.toISOString()
      const cooldown_ends_at = shifted(context.at, Milliseconds.hour).toISOString()
      return ended(context.store, { ...exampleTrain(context), ended_at, cooldown_ends_at })
    },
  },
})

/** The event of the begin. Its record is that of trains of the same kind: of one channel, or shared. */
function begun(store: Store, train: HypeTrain): WrittenEvent {
  const status = findStatus(store, train.broadcaster_user_id)
  const record = train.is_shared_train ? status.shared_all_time_high : status.all_time_high
  return inTrain(store, train, {
    ...standingOf(train),
    all_time_high_level: record?.level ?? train.level,
    all_time_high_total: record?.total ?? train.total,
  })
}

function progressed(store: Store, train: HypeTrain): WrittenEvent {
  return inTrain(store, train, standingOf(train))
}

function ended(store: Store, train: EndedTrain): WrittenEvent {
  return inTrain(store, train, {
    ended_at: toNanosecond(new Date(train.ended_at)),
    cooldown_ends_at: toNanosecond(new Date(train.cooldown_ends_at)),
  })
}

function inTrain(store: Store, train: HypeTrain, more: object): WrittenEvent {
  return inChannel(store, train.broadcaster_user_id, {
    id: train.id,
    total: train.total,
    top_contributions: train.top_contributions,
    level: train.level,
    shared_train_participants: train.shared_train_participants,
    started_at: toNanosecond(new Date(train.started_at)),
    type: train.type,
    is_shared_train: train.is_shared_train,
    ...more,
  })
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
