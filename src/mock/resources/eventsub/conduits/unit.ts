import type { Store } from '../../../engine/store.ts'
import { notFound } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import { findClient } from '../../accounts/store.ts'
import { creates, fixture, keysOf, reference, removes, type Unit, type Units, updates } from '../../unit.ts'
import { requireOpenSession, requireRoomForConduit } from './requirements.ts'
import { ShardCount, ShardStatus } from './schema.ts'
import {
  conduitUnits,
  createConduit,
  deleteConduit,
  findShard,
  SHARD_ID,
  setShardStatus,
  shardUnits,
  updateConduit,
} from './store.ts'

const settings = { client_id: reference('clients'), shard_count: ShardCount }

/** The ID of a conduit, without a colon, which separates the number in the ID of a shard. */
const conduitId = t.Optional(t.String({ maxLength: 100, pattern: '^[\\w-]+$' }))

const conduits: Unit = {
  description: 'The conduits of all clients.',
  rows: () => conduitUnits,
  create: creates('Make a conduit', settings, (store, wanted) => {
    requireRoom(store, wanted.client_id)
    return createConduit(store, wanted).id
  }),
  update: updates(
    'Change how many shards a conduit has; those with the highest numbers go',
    { shard_count: ShardCount },
    (store, id, { shard_count }) => {
      updateConduit(store, id, shard_count)
    },
  ),
  remove: removes('Remove a conduit; its subscriptions end', deleteConduit),
  fixture: fixture({ id: conduitId, ...settings }, (store, fields) => {
    requireRoom(store, fields.client_id)
    return createConduit(store, fields).id
  }),
}

const shards: Unit = {
  description: 'The shards of conduits that were given a transport; Helix has the number as their ID.',
  rows: () => shardUnits,
  id: SHARD_ID,
  update: updates(
    'Change the status of a shard, as Twitch does when it disables one',
    { status: ShardStatus },
    (store, id, { status }) => {
      const shard = findShard(store, ...keysOf(id))!
      if (status === 'enabled') requireOpenSession(store, shard)
      if (status !== shard.status) setShardStatus(store, shard, status)
    },
  ),
}

/** The units of conduits. */
export const units: Units = { conduits, conduit_shards: shards }

function requireRoom(store: Store, client_id: string): void {
  if (!findClient(store, client_id)) throw notFound(`There is no client ${client_id}.`)
  requireRoomForConduit(store, client_id)
}
