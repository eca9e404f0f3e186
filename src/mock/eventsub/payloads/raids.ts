import type { Store } from '../../engine/store.ts'
import type { Raid } from '../../resources/raids/store.ts'
import { findUser } from '../../resources/users/store.ts'
import type { EventSubEvent } from '../event.ts'
import type { EventGroup, ExampleContext } from './core/event-group.ts'
import { named } from './core/named.ts'
import { type Notice, notices } from './notices.ts'

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelraid */
export const raids: EventGroup = {
  listen(on, store, publish) {
    on('raid', (raid, at) => {
      publish(raided(store, raid, at))
      for (const notice of notices(store, raidNotice(store, raid), at)) publish(notice)
    })
    on('raid.cancel', (raid, at) => {
      for (const notice of notices(store, unraidNotice(raid), at)) publish(notice)
    })
  },
  examples: {
    'channel.raid': (context) => raided(context.store, exampleRaid(context), context.at),
  },
}

function raided(
  store: Store,
  { from_broadcaster_id, to_broadcaster_id, viewers }: Raid,
  at: Date,
): EventSubEvent {
  return {
    type: 'channel.raid',
    version: '1',
    condition: { from_broadcaster_user_id: from_broadcaster_id, to_broadcaster_user_id: to_broadcaster_id },
    event: {
      ...named(store, 'from_broadcaster_user', from_broadcaster_id),
      ...named(store, 'to_broadcaster_user', to_broadcaster_id),
      viewers,
    },
    at,
  }
}

/** What the raided channel reads. */
export function raidNotice(store: Store, { from_broadcaster_id, to_broadcaster_id, viewers }: Raid): Notice {
  const raider = findUser(store, from_broadcaster_id)
  return {
    broadcaster_id: to_broadcaster_id,
    user_id: from_broadcaster_id,
    kind: 'raid',
    details: {
      ...named(store, 'user', from_broadcaster_id),
      viewer_count: viewers,
      profile_image_url: raider?.profile_image_url ?? '',
    },
    system_message: `${viewers} raiders from ${raider?.display_name} have joined!`,
  }
}

/** What the channel reads that has called its raid off. */
export const unraidNotice = ({ from_broadcaster_id }: Raid): Notice => ({
  broadcaster_id: from_broadcaster_id,
  user_id: from_broadcaster_id,
  kind: 'unraid',
  details: {},
  system_message: 'The raid has been canceled.',
})

/** Somebody raids the channel, unless the condition says who raids whom. */
export function exampleRaid({ store, at, broadcaster_id, other_id, condition }: ExampleContext): Raid {
  const from = condition.from_broadcaster_user_id
  return {
    from_broadcaster_id: from || other_id,
    to_broadcaster_id: condition.to_broadcaster_user_id || (from ? other_id : broadcaster_id),
    viewers: 1 + store.random.below(200),
    created_at: at.toISOString(),
  }
}
