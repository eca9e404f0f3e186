import { findConduit } from '../helix/eventsub/conduits/store.ts'
import type { Store } from '../store/store.ts'
import type { Announce } from './announcement.ts'

/** Announces conduit.shard.disabled when the transport of a shard has failed. */
export function announceDisabledShards(store: Store, announce: Announce): void {
  store.on('eventsub.shard.status', ({ conduit_id, id, status, transport }, at) => {
    const conduit = findConduit(store, conduit_id)
    if (!conduit || status === 'enabled') return
    announce({
      type: 'conduit.shard.disabled',
      version: '1',
      condition: { client_id: conduit.client_id, conduit_id },
      event: { conduit_id, shard_id: id, status, transport },
      at,
    })
  })
}
