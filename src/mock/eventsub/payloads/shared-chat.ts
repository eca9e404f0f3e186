import type { Store } from '../../engine/store.ts'
import type { SharedChatChange } from '../../resources/chat/shared-sessions/store.ts'
import { named } from '../../resources/users/named.ts'
import { type ExampleContext, events, inChannel, type WrittenEvent } from './core/events.ts'

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelshared_chatbegin */
export const sharedChat = events({
  'channel.shared_chat.begin 1': {
    on: { 'shared_chat.begin': changed },
    example: (context) => changed(context.store, exampleChange(context)),
  },
  'channel.shared_chat.update 1': {
    on: { 'shared_chat.update': changed },
    example: (context) => changed(context.store, exampleChange(context)),
  },
  'channel.shared_chat.end 1': {
    on: { 'shared_chat.end': ended },
    example: (context) => ended(context.store, exampleChange(context)),
  },
})

function changed(store: Store, { broadcaster_id, session }: SharedChatChange): WrittenEvent {
  const participants = session.participants.map((channel) =>
    named(store, 'broadcaster_user', channel.broadcaster_id),
  )
  return inChannel(store, broadcaster_id, { ...hostOf(store, session), participants })
}

/** The event of the end, which has no participants. */
function ended(store: Store, { broadcaster_id, session }: SharedChatChange): WrittenEvent {
  return inChannel(store, broadcaster_id, hostOf(store, session))
}

const hostOf = (store: Store, { session_id, host_broadcaster_id }: SharedChatChange['session']) => ({
  session_id,
  ...named(store, 'host_broadcaster_user', host_broadcaster_id),
})

function exampleChange({ store, at, broadcaster_id, other_id }: ExampleContext): SharedChatChange {
  const session = {
    session_id: store.id(),
    host_broadcaster_id: broadcaster_id,
    participants: [{ broadcaster_id }, { broadcaster_id: other_id }],
    created_at: at.toISOString(),
    updated_at: at.toISOString(),
  }
  return { broadcaster_id, session }
}
