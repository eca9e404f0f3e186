import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import type { AdBreak } from '../../resources/ads/store.ts'
import type { Follow } from '../../resources/channels/follows/store.ts'
import type { Channel } from '../../resources/channels/information/schema.ts'
import { findChannel } from '../../resources/channels/information/store.ts'
import { type Shoutout, withCooldowns } from '../../resources/chat/shoutouts/store.ts'
import { named } from '../../resources/users/named.ts'
import { type ExampleContext, events, inChannel, type WrittenEvent } from './core/events.ts'

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelupdate */
export const channels = events({
  'channel.update 2': {
    on: { 'channel.update': update },
    example: ({ store, broadcaster_id }) => update(store, findChannel(store, broadcaster_id)!),
  },
  'channel.follow 2': {
    on: { 'channel.follow': followed },
    example: ({ store, broadcaster_id, user_id, at }) =>
      followed(store, { broadcaster_id, user_id, followed_at: at.toISOString() }),
  },
  'channel.ad_break.begin 1': {
    on: { 'ad_break.begin': adBreakBegun },
    example: ({ store, broadcaster_id, at }) => adBreakBegun(store, exampleAdBreak(broadcaster_id, at)),
  },
  'channel.shoutout.create 1': {
    on: { 'shoutout.create': shoutoutCreated },
    example: (context) => shoutoutCreated(context.store, exampleShoutout(context)),
  },
  'channel.shoutout.receive 1': {
    on: { 'shoutout.create': shoutoutReceived },
    example(context) {
      const { broadcaster_id: to_broadcaster_id, other_id: from_broadcaster_id } = context
      const shoutout = { ...exampleShoutout(context), from_broadcaster_id, to_broadcaster_id }
      return shoutoutReceived(context.store, shoutout)
    },
  },
})

function update(store: Store, channel: Channel): WrittenEvent {
  const { broadcaster_id, title, broadcaster_language, game_id, game_name } = channel
  return inChannel(store, broadcaster_id, {
    title,
    language: broadcaster_language,
    category_id: game_id,
    category_name: game_name,
    content_classification_labels: channel.content_classification_labels,
  })
}

function followed(store: Store, { broadcaster_id, user_id, followed_at }: Follow): WrittenEvent {
  return inChannel(store, broadcaster_id, {
    ...named(store, 'user', user_id),
    followed_at: toNanosecond(new Date(followed_at)),
  })
}

function adBreakBegun(store: Store, adBreak: AdBreak): WrittenEvent {
  const { broadcaster_id, requester_id, duration_seconds, started_at, is_automatic } = adBreak
  return inChannel(store, broadcaster_id, {
    duration_seconds,
    started_at: toNanosecond(new Date(started_at)),
    is_automatic,
    ...named(store, 'requester_user', requester_id),
  })
}

function shoutoutCreated(store: Store, shoutout: Shoutout): WrittenEvent {
  return inChannel(store, shoutout.from_broadcaster_id, {
    ...named(store, 'to_broadcaster_user', shoutout.to_broadcaster_id),
    ...named(store, 'moderator_user', shoutout.moderator_id),
    viewer_count: shoutout.viewer_count,
    started_at: toNanosecond(new Date(shoutout.started_at)),
    cooldown_ends_at: toNanosecond(new Date(shoutout.cooldown_ends_at)),
    target_cooldown_ends_at: toNanosecond(new Date(shoutout.target_cooldown_ends_at)),
  })
}

function shoutoutReceived(store: Store, shoutout: Shoutout): WrittenEvent {
  return inChannel(store, shoutout.to_broadcaster_id, {
    ...named(store, 'from_broadcaster_user', shoutout.from_broadcaster_id),
    viewer_count: shoutout.viewer_count,
    started_at: toNanosecond(new Date(shoutout.started_at)),
  })
}

const exampleAdBreak = (broadcaster_id: string, at: Date): AdBreak => ({
  broadcaster_id,
  requester_id: broadcaster_id,
  duration_seconds: 60,
  started_at: at.toISOString(),
  is_automatic: false,
})

const exampleShoutout = ({ store, broadcaster_id, other_id, moderator_id, at }: ExampleContext): Shoutout =>
  withCooldowns({
    id: store.id(),
    from_broadcaster_id: broadcaster_id,
    to_broadcaster_id: other_id,
    moderator_id,
    viewer_count: 1 + store.random.below(500),
    started_at: at.toISOString(),
  })
