import type { HypeTrain } from '../../helix/hype-train/schema.ts'
import { findStatus } from '../../helix/hype-train/store.ts'
import type { Store } from '../../store/store.ts'
import { Milliseconds, shifted, toNanosecond } from '../../store/time.ts'
import type { Announcement } from '../announcement.ts'
import { type Family, inChannel, type Scene } from './family.ts'
import { named } from './named.ts'

type EndedTrain = HypeTrain & { ended_at: string; cooldown_ends_at: string }

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelhype_trainbegin-v2 */
export const hypeTrain: Family = {
  listen(on, store, announce) {
    on('hype_train.begin', (train, at) => announce(begun(store, train, at)))
    on('hype_train.progress', (train, at) => announce(progressed(store, train, at)))
    on('hype_train.end', (train, at) => announce(ended(store, train, at)))
  },
  examples: {
    'channel.hype_train.begin': (scene) => begun(scene.store, exampleTrain(scene), scene.at),
    'channel.hype_train.progress': (scene) => progressed(scene.store, exampleTrain(scene), scene.at),
    'channel.hype_train.end'(scene) {
      const ended_at = scene.at.toISOString()
      const cooldown_ends_at = shifted(scene.at, Milliseconds.hour).toISOString()
      return ended(scene.store, { ...exampleTrain(scene), ended_at, cooldown_ends_at }, scene.at)
    },
  },
}

/** The record is that of trains of the same kind: of this channel alone, or of several together. */
function begun(store: Store, train: HypeTrain, at: Date): Announcement {
  const status = findStatus(store, train.broadcaster_user_id)
  const record = train.is_shared_train ? status.shared_all_time_high : status.all_time_high
  return inTrain(store, 'channel.hype_train.begin', train, at, {
    ...standingOf(train),
    all_time_high_level: record?.level ?? train.level,
    all_time_high_total: record?.total ?? train.total,
  })
}

const progressed = (store: Store, train: HypeTrain, at: Date): Announcement =>
  inTrain(store, 'channel.hype_train.progress', train, at, standingOf(train))

const ended = (store: Store, train: EndedTrain, at: Date): Announcement =>
  inTrain(store, 'channel.hype_train.end', train, at, {
    ended_at: toNanosecond(new Date(train.ended_at)),
    cooldown_ends_at: toNanosecond(new Date(train.cooldown_ends_at)),
  })

function inTrain(store: Store, type: string, train: HypeTrain, at: Date, more: object): Announcement {
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

function exampleTrain({ store, at, broadcaster_id, user_id }: Scene): HypeTrain {
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
