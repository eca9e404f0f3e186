import type { Store } from '../../engine/store.ts'
import type { SharedChatChange } from '../../resources/chat/shared-sessions/store.ts'
import type { EventSubEvent } from '../event.ts'
import { type EventGroup, type Example, type ExampleContext, inChannel } from './core/event-group.ts'
import { named } from './core/named.ts'

type Change = 'begin' | 'update' | 'end'

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelshared_chatbegin */
export const sharedChat: EventGroup = {
  listen(on, store, publish) {
    for (const change of ['begin', 'update', 'end'] as const) {
      on(`shared_chat.${change}`, (shared, at) => publish(changed(store, change, shared, at)))
    }
  },
  examples: {
    'channel.shared_chat.begin': example('begin'),
    'channel.shared_chat.update': example('update'),
    'channel.shared_chat.end': example('end'),
  },
}

/** The end no longer says who takes part. */
function changed(
  store: Store,
  change: Change,
  { broadcaster_id, session }: SharedChatChange,
  at: Date,
): EventSubEvent {
  const participants = session.participants.map((channel) =>
    named(store, 'broadcaster_user', channel.broadcaster_id),
  )
  return inChannel(
    store,
    { type: `channel.shared_chat.${change}`, broadcaster_id, at },
    {
      session_id: session.session_id,
      ...named(store, 'host_broadcaster_user', session.host_broadcaster_id),
      ...(change !== 'end' && { participants }),
    },
  )
}

function example(change: Change): Example {
  return ({ store, at, broadcaster_id, other_id }: ExampleContext) => {
    const now = at.toISOString()
    const session = {
      session_id: store.id(),
      host_broadcaster_id: broadcaster_id,
      participants: [{ broadcaster_id }, { broadcaster_id: other_id }],
      created_at: now,
      updated_at: now,
    }
    return changed(store, change, { broadcaster_id, session }, at)
  }
}
