import type { Store } from '../../engine/store.ts'
import type { Raid } from '../../resources/raids/store.ts'
import { named } from '../../resources/users/named.ts'
import { type ExampleContext, events, type WrittenEvent } from './core/events.ts'

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelraid */
export const raids = events({
  'channel.raid 1': {
    on: { raid: raided },
    example: (context) => raided(context.store, exampleRaid(context)),
  },
})

function raided(store: Store, { from_broadcaster_id, to_broadcaster_id, viewers }: Raid): WrittenEvent {
  return {
    condition: { from_broadcaster_user_id: from_broadcaster_id, to_broadcaster_user_id: to_broadcaster_id },
    event: {
      ...named(store, 'from_broadcaster_user', from_broadcaster_id),
      ...named(store, 'to_broadcaster_user', to_broadcaster_id),
      viewers,
    },
  }
}

/** A raid with the channels of the condition; by default another channel raids this one. */
export function exampleRaid({ store, at, broadcaster_id, other_id, condition }: ExampleContext): Raid {
  const from = condition.from_broadcaster_user_id
  return {
    from_broadcaster_id: from || other_id,
    to_broadcaster_id: condition.to_broadcaster_user_id || (from ? other_id : broadcaster_id),
    viewers: 1 + store.random.below(200),
    created_at: at.toISOString(),
  }
}
