import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import { findLiveStream, type StreamRow } from '../../resources/streams/store.ts'
import type { EventSubEvent } from '../event.ts'
import { type EventGroup, inChannel } from './core/event-group.ts'

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#streamonline */
export const streams: EventGroup = {
  listen(on, store, publish) {
    on('stream.online', (stream, at) => publish(online(store, stream, at)))
    on('stream.offline', ({ user_id }, at) => publish(offline(store, user_id, at)))
  },
  examples: {
    'stream.online'({ store, broadcaster_id, at }) {
      const live = findLiveStream(store, broadcaster_id)
      const begun = { id: store.random.digits(11), user_id: broadcaster_id, started_at: at.toISOString() }
      return online(store, live ?? begun, at)
    },
    'stream.offline': ({ store, broadcaster_id, at }) => offline(store, broadcaster_id, at),
  },
}

function online(
  store: Store,
  stream: Pick<StreamRow, 'id' | 'user_id' | 'started_at'>,
  at: Date,
): EventSubEvent {
  const { id, user_id, started_at } = stream
  return inChannel(
    store,
    { type: 'stream.online', broadcaster_id: user_id, at },
    { id, type: 'live', started_at: toNanosecond(new Date(started_at)) },
  )
}

const offline = (store: Store, broadcaster_id: string, at: Date): EventSubEvent =>
  inChannel(store, { type: 'stream.offline', broadcaster_id, at }, {})
