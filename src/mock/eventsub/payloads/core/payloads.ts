import type { EventName, Listener } from '../../../engine/events.ts'
import type { Store } from '../../../engine/store.ts'
import type { Publish } from '../../event.ts'
import { automaticRewards } from '../automatic-rewards.ts'
import { automod } from '../automod.ts'
import { bits } from '../bits.ts'
import { channelPoints } from '../channel-points.ts'
import { channels } from '../channels.ts'
import { charity } from '../charity.ts'
import { chat } from '../chat.ts'
import { conduits } from '../conduits.ts'
import { drops } from '../drops.ts'
import { goals } from '../goals.ts'
import { guestStar } from '../guest-star.ts'
import { hypeTrain } from '../hype-train.ts'
import { moderation } from '../moderation.ts'
import { moderatorActions } from '../moderator-actions.ts'
import { notifications } from '../notifications.ts'
import { polls } from '../polls.ts'
import { predictions } from '../predictions.ts'
import { raids } from '../raids.ts'
import { sharedChat } from '../shared-chat.ts'
import { streams } from '../streams.ts'
import { subscriptions } from '../subscriptions.ts'
import { suspiciousUsers } from '../suspicious-users.ts'
import { users } from '../users.ts'
import type { EventDeclaration, EventGroup, WrittenEvent } from './events.ts'

/** Every event group. Types with the same source are published in this order; the notices of the chat come last. */
export const eventGroups: readonly EventGroup[] = [
  channels,
  streams,
  users,
  raids,
  subscriptions,
  bits,
  moderation,
  moderatorActions,
  automod,
  suspiciousUsers,
  chat,
  sharedChat,
  channelPoints,
  automaticRewards,
  polls,
  predictions,
  hypeTrain,
  goals,
  charity,
  guestStar,
  drops,
  conduits,
  notifications,
]

/** Every subscription type by its name and version. */
export const declarations: Readonly<Record<string, EventDeclaration>> = Object.assign({}, ...eventGroups)

/** Publishes events of all types from now on, whenever the store emits their sources and `isWanted`. */
export function publishFrom(store: Store, publish: Publish, isWanted = () => true): void {
  for (const [name, { on }] of Object.entries(declarations)) {
    const [type = '', version = ''] = name.split(' ')
    for (const [happening, write] of Object.entries(on) as [EventName, Writer][]) {
      const listener: Listener<EventName> = (payload, at) => {
        for (const written of [write(store, payload as never, at) ?? []].flat())
          publish({ type, version, ...written, at })
      }
      // Without subscribers no payload is built, since that costs more than most transitions.
      store.beforeCommit(happening, listener, isWanted)
    }
  }
}

type Writer = (store: Store, payload: never, at: Date) => WrittenEvent | WrittenEvent[] | undefined
