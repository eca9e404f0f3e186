import type { Store } from '../../engine/store.ts'
import { listSharing } from '../../resources/chat/shared-sessions/store.ts'
import { named, namedOrNull } from '../../resources/users/named.ts'
import {
  type ExampleContext,
  events,
  exampleOfKind,
  inChannel,
  type WrittenEvent,
  writersFrom,
} from './core/events.ts'
import { exampleActions } from './example-actions.ts'
import { type Action, actionSources } from './moderator-action-sources.ts'

const members = [
  'followers',
  'slow',
  'vip',
  'unvip',
  'mod',
  'unmod',
  'ban',
  'unban',
  'timeout',
  'untimeout',
  'raid',
  'unraid',
  'delete',
  'automod_terms',
  'unban_request',
  'shared_chat_ban',
  'shared_chat_unban',
  'shared_chat_timeout',
  'shared_chat_untimeout',
  'shared_chat_delete',
]
/** The members for the details of all actions, as null; each action fills its own. */
const emptyBlocks = Object.fromEntries(members.map((member) => [member, null]))

/** The actions that are also published in the other channels of a shared chat. */
const shared = ['ban', 'unban', 'timeout', 'untimeout', 'delete']

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelmoderate */
export const moderatorActions = events({
  'channel.moderate 1': {
    // Version 1 has no warnings.
    on: writersFrom(actionSources, (store, action: Action) =>
      action.action === 'warn' ? [] : written(store, action),
    ),
    example: (context) => example(context, {}, without(exampleActions, 'warn')),
  },
  'channel.moderate 2': {
    on: writersFrom(actionSources, (store, action: Action) => written(store, action, { warn: null })),
    example: (context) => example(context, { warn: null }, exampleActions),
  },
})

/** The events of an action: in its channel, and in the channels that share their chat with it. */
function written(store: Store, action: Action, more: object = {}): WrittenEvent[] {
  const { broadcaster_id, about = {} } = action
  const sharing = listSharing(store, broadcaster_id)
  const copies = shared.includes(action.action) ? sharing : []
  const name = `shared_chat_${action.action}`
  return [
    inRoom(store, action, sharing.length > 0 ? broadcaster_id : null, more),
    ...copies.map((copy_id) => {
      const copy = {
        ...action,
        action: name,
        about: { [name]: about[action.action]! },
        broadcaster_id: copy_id,
      }
      return inRoom(store, copy, broadcaster_id, more)
    }),
  ]
}

/** The event in one channel; its source is null outside a shared chat. */
function inRoom(store: Store, action: Action, source_id: string | null, more: object): WrittenEvent {
  return inChannel(store, action.broadcaster_id, {
    ...namedOrNull(store, 'source_broadcaster_user', source_id),
    ...named(store, 'moderator_user', action.moderator_id),
    action: action.action,
    ...emptyBlocks,
    ...more,
    ...action.about,
  })
}

/** An example of the requested action; one whose name begins with shared_chat_ is from the other channel. */
function example(context: ExampleContext, more: object, kinds: typeof exampleActions): WrittenEvent {
  const { store, other_id } = context
  const { action: wanted } = context.fields
  const isShared = typeof wanted === 'string' && shared.some((name) => wanted === `shared_chat_${name}`)
  const kind = isShared ? wanted.slice('shared_chat_'.length) : wanted
  const action = exampleOfKind(kinds, kind, context)(context)
  if (!isShared) return inRoom(store, action, null, more)
  return inRoom(
    store,
    { ...action, action: wanted, about: { [wanted]: action.about![action.action]! } },
    other_id,
    more,
  )
}

const without = (kinds: typeof exampleActions, name: string) =>
  Object.fromEntries(Object.entries(kinds).filter(([kind]) => kind !== name))
