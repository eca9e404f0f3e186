import { allowCallbackHosts, isAllowedHost } from '../helix/eventsub/callback-hosts/store.ts'
import { isAnybodySubscribed } from '../helix/eventsub/subscriptions/store.ts'
import type { Store } from '../store/store.ts'
import type { Announce } from './announcement.ts'
import { dispatch } from './dispatch.ts'
import { Drops } from './drops.ts'
import { Outbox } from './outbox.ts'
import { announceFrom } from './payloads/payloads.ts'
import { revokeSubscriptions } from './revocation.ts'
import { type Scheduler, systemScheduler } from './scheduler.ts'
import { Transports } from './transports.ts'
import { trigger, triggerBody } from './trigger.ts'
import { webSocketPaths } from './upgrade.ts'
import { verifyCallbacks } from './verification.ts'
import { Deliveries } from './webhook/deliveries.ts'
import { guardedPost, type Post } from './webhook/post.ts'
import type { Connection } from './websocket/connection.ts'
import { Sessions } from './websocket/sessions.ts'

export interface EventSubOptions {
  store: Store
  /** Where callbacks may be, besides this machine. */
  callbackHosts?: readonly string[]
  scheduler?: Scheduler
  post?: Post
  /** Takes what cannot be delivered, in a sentence. */
  tell?: (message: string) => void
  onFault: (error: unknown) => void
}

export interface EventSub {
  announce: Announce
  /** Announces an event of a type on demand: the body of POST /units/events. */
  trigger(body: unknown): object
  /** The connection that a request asks for, if it asks for a WebSocket. */
  connect(request: Request): Connection | undefined
  /** Closes the sessions and gives up what waits. */
  stop(): void
}

/** EventSub: from what happens on the simulated Twitch to those who have subscribed to it. */
export function eventSub(options: EventSubOptions): EventSub {
  const { store, callbackHosts = [], scheduler = systemScheduler, tell = () => {}, onFault } = options
  allowCallbackHosts(store, callbackHosts)
  const drops = new Drops(tell)
  const post = options.post ?? guardedPost((host) => isAllowedHost(store, host))
  const deliveries = new Deliveries({ scheduler, post, drops })
  const sessions = new Sessions({ store, scheduler, drops })
  const outbox = new Outbox({ scheduler, drops, onFault })
  const transports = new Transports({ store, outbox, deliveries, sessions, drops })
  const announce = dispatch({ store, transports, onFault })
  verifyCallbacks({ store, deliveries, onFault })
  // Whoever loses a subscription by an event is told of the event first.
  announceFrom(store, announce, () => isAnybodySubscribed(store))
  revokeSubscriptions(store, transports)
  return {
    announce,
    trigger: (body) => trigger(store, announce, triggerBody['~standard'].validate(body).value),
    connect(request) {
      if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') return undefined
      const url = new URL(request.url)
      return webSocketPaths.includes(url.pathname) ? sessions.connect(url) : undefined
    },
    stop() {
      outbox.stop()
      sessions.stop()
      deliveries.stop()
    },
  }
}
