import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import { findLiveStream, type StreamRow } from '../../resources/streams/store.ts'
import { type ExampleContext, events, inChannel, type WrittenEvent } from './core/events.ts'

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#streamonline */
export const streams = events({
  'stream.online 1': {
    on: { 'stream.online': online },
    example: (context) => online(context.store, exampleStream(context)),
  },
  'stream.offline 1': {
    on: { 'stream.offline': offline },
    example: (context) => offline(context.store, exampleStream(context)),
  },
})

type AnyStream = Pick<StreamRow, 'id' | 'user_id' | 'started_at'>

function online(store: Store, { id, user_id, started_at }: AnyStream): WrittenEvent {
  return inChannel(store, user_id, { id, type: 'live', started_at: toNanosecond(new Date(started_at)) })
}

function offline(store: Store, { id, user_id }: AnyStream): WrittenEvent {
  return inChannel(store, user_id, { id })
}

/** The live stream of the channel, or one that begins now. */
const exampleStream = ({ store, broadcaster_id, at }: ExampleContext): AnyStream =>
  findLiveStream(store, broadcaster_id) ?? {
    id: store.random.digits(11),
    user_id: broadcaster_id,
    started_at: at.toISOString(),
  }
