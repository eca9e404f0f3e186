import type { Raid } from '../../helix/raids/store.ts'
import { findUser } from '../../helix/users/store.ts'
import type { Store } from '../../store/store.ts'
import type { Announcement } from '../announcement.ts'
import type { Family, Scene } from './family.ts'
import { named } from './named.ts'
import { type Notice, notices } from './notices.ts'

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelraid */
export const raids: Family = {
  listen(on, store, announce) {
    on('raid', (raid, at) => {
      announce(raided(store, raid, at))
      for (const notice of notices(store, raidNotice(store, raid), at)) announce(notice)
    })
    on('raid.cancel', (raid, at) => {
      for (const notice of notices(store, unraidNotice(raid), at)) announce(notice)
    })
  },
  examples: {
    'channel.raid': (scene) => raided(scene.store, exampleRaid(scene), scene.at),
  },
}

function raided(
  store: Store,
  { from_broadcaster_id, to_broadcaster_id, viewers }: Raid,
  at: Date,
): Announcement {
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
export function exampleRaid({ store, at, broadcaster_id, other_id, condition }: Scene): Raid {
  const from = condition.from_broadcaster_user_id
  return {
    from_broadcaster_id: from || other_id,
    to_broadcaster_id: condition.to_broadcaster_user_id || (from ? other_id : broadcaster_id),
    viewers: 1 + store.random.below(200),
    created_at: at.toISOString(),
  }
}
