import type { Store } from '../../store/store.ts'
import type { Announce } from '../announcement.ts'
import { automaticRewards } from './automatic-rewards.ts'
import { automod } from './automod.ts'
import { bits } from './bits.ts'
import { channelPoints } from './channel-points.ts'
import { channels } from './channels.ts'
import { charity } from './charity.ts'
import { chat } from './chat.ts'
import { conduits } from './conduits.ts'
import { drops } from './drops.ts'
import type { Family } from './family.ts'
import { goals } from './goals.ts'
import { guestStar } from './guest-star.ts'
import { hypeTrain } from './hype-train.ts'
import { moderation } from './moderation.ts'
import { moderatorActions } from './moderator-actions.ts'
import { notifications } from './notifications.ts'
import { polls } from './polls.ts'
import { predictions } from './predictions.ts'
import { raids } from './raids.ts'
import { sharedChat } from './shared-chat.ts'
import { streams } from './streams.ts'
import { subscriptions } from './subscriptions.ts'
import { suspiciousUsers } from './suspicious-users.ts'
import { users } from './users.ts'

/** Every family. If several tell of one occurrence, they do so in this order. */
export const families: readonly Family[] = [
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
export function announceFrom(store: Store, announce: Announce, isWanted = () => true): void {
  // What nobody would receive is not even put into words: that costs more than most of what happens.
  const on: Store['on'] = (name, listener) => store.on(name, listener, isWanted)
  for (const { listen } of families) listen(on, store, announce)
}
