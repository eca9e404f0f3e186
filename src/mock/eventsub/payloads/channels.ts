import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toNanosecond } from '../../engine/time.ts'
import type { AdBreak } from '../../resources/ads/store.ts'
import type { Follow } from '../../resources/channels/follows/store.ts'
import type { Channel } from '../../resources/channels/information/schema.ts'
import { findChannel } from '../../resources/channels/information/store.ts'
import type { Shoutout } from '../../resources/chat/shoutouts/store.ts'
import type { EventSubEvent } from '../event.ts'
import { type EventGroup, type ExampleContext, inChannel } from './core/event-group.ts'
import { named } from './core/named.ts'

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelupdate */
export const channels: EventGroup = {
  listen(on, store, publish) {
    on('channel.update', (channel, at) => publish(update(store, channel, at)))
    on('channel.follow', (follow, at) => publish(followed(store, follow, at)))
    on('ad_break.begin', (adBreak, at) => publish(adBreakBegun(store, adBreak, at)))
    on('shoutout.create', (shoutout, at) => {
      publish(shoutoutCreated(store, shoutout, at))
      publish(shoutoutReceived(store, shoutout, at))
    })
  },
  examples: {
    'channel.update': ({ store, broadcaster_id, at }) =>
      update(store, findChannel(store, broadcaster_id)!, at),
    'channel.follow': ({ store, broadcaster_id, user_id, at }) =>
      followed(store, { broadcaster_id, user_id, followed_at: at.toISOString() }, at),
    'channel.ad_break.begin': ({ store, broadcaster_id, at }) =>
      adBreakBegun(store, exampleAdBreak(broadcaster_id, at), at),
    'channel.shoutout.create': (context) =>
      shoutoutCreated(context.store, exampleShoutout(context), context.at),
    'channel.shoutout.receive'(context) {
      const { broadcaster_id, other_id } = context
      const given = {
        ...exampleShoutout(context),
        from_broadcaster_id: other_id,
        to_broadcaster_id: broadcaster_id,
      }
      return shoutoutReceived(context.store, given, context.at)
    },
  },
}

function update(store: Store, channel: Channel, at: Date): EventSubEvent {
  const { broadcaster_id, title, broadcaster_language, game_id, game_name } = channel
  return inChannel(
    store,
    { type: 'channel.update', version: '2', broadcaster_id, at },
    {
      title,
      language: broadcaster_language,
      category_id: game_id,
      category_name: game_name,
      content_classification_labels: channel.content_classification_labels,
    },
  )
}

function followed(store: Store, { broadcaster_id, user_id, followed_at }: Follow, at: Date): EventSubEvent {
  return inChannel(
    store,
    { type: 'channel.follow', version: '2', broadcaster_id, at },
    { ...named(store, 'user', user_id), followed_at: toNanosecond(new Date(followed_at)) },
  )
}

function adBreakBegun(store: Store, adBreak: AdBreak, at: Date): EventSubEvent {
  const { broadcaster_id, requester_id, duration_seconds, started_at, is_automatic } = adBreak
  return inChannel(
    store,
    { type: 'channel.ad_break.begin', broadcaster_id, at },
    {
      duration_seconds,
      started_at: toNanosecond(new Date(started_at)),
      is_automatic,
      ...named(store, 'requester_user', requester_id),
    },
  )
}

function shoutoutCreated(store: Store, shoutout: Shoutout, at: Date): EventSubEvent {
  return inChannel(
    store,
    { type: 'channel.shoutout.create', broadcaster_id: shoutout.from_broadcaster_id, at },
    {
      ...named(store, 'to_broadcaster_user', shoutout.to_broadcaster_id),
      ...named(store, 'moderator_user', shoutout.moderator_id),
      viewer_count: shoutout.viewer_count,
      started_at: toNanosecond(new Date(shoutout.started_at)),
      cooldown_ends_at: toNanosecond(new Date(shoutout.cooldown_ends_at)),
      target_cooldown_ends_at: toNanosecond(new Date(shoutout.target_cooldown_ends_at)),
    },
  )
}

function shoutoutReceived(store: Store, shoutout: Shoutout, at: Date): EventSubEvent {
  return inChannel(
    store,
    { type: 'channel.shoutout.receive', broadcaster_id: shoutout.to_broadcaster_id, at },
    {
      ...named(store, 'from_broadcaster_user', shoutout.from_broadcaster_id),
      viewer_count: shoutout.viewer_count,
      started_at: toNanosecond(new Date(shoutout.started_at)),
    },
  )
}

const exampleAdBreak = (broadcaster_id: string, at: Date): AdBreak => ({
  broadcaster_id,
  requester_id: broadcaster_id,
  duration_seconds: 60,
  started_at: at.toISOString(),
  is_automatic: false,
})

const exampleShoutout = ({
  store,
  broadcaster_id,
  other_id,
  moderator_id,
  at,
}: ExampleContext): Shoutout => ({
  id: store.id(),
  from_broadcaster_id: broadcaster_id,
  to_broadcaster_id: other_id,
  moderator_id,
  viewer_count: 1 + store.random.below(500),
  started_at: at.toISOString(),
  cooldown_ends_at: shifted(at, 2 * Milliseconds.minute).toISOString(),
  target_cooldown_ends_at: shifted(at, Milliseconds.hour).toISOString(),
})
