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
import type { EventGroup } from './event-group.ts'

/** Every family. If several tell of one occurrence, they do so in this order. */
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
  notifications,
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
]

/** Announces from now on what Twitch would, as soon as it has happened in the store, while anybody wants it. */
export function publishFrom(store: Store, publish: Publish, isWanted = () => true): void {
  // What nobody would receive is not even put into words: that costs more than most of what happens.
  const on: Store['on'] = (name, listener) => store.on(name, listener, isWanted)
  for (const { listen } of eventGroups) listen(on, store, publish)
}
