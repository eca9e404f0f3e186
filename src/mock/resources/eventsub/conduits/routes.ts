import type { Store } from '../../../engine/store.ts'
import { badRequest, notFound } from '../../../http/errors.ts'
import { dataOf, paged, pageOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query, response } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { requireRoomForConduit } from './requirements.ts'
import { Conduit, Shard, ShardCount, ShardError } from './schema.ts'
import { assignShard, wireShard } from './shards.ts'
import {
  createConduit,
  deleteConduit,
  findConduit,
  listConduits,
  listShards,
  tables,
  timers,
  updateConduit,
} from './store.ts'
import { units } from './unit.ts'

const SHARDS_PER_PAGE = 100

const auth = { token: 'app' } as const

const shardCount = t.Optional({ ...ShardCount, error: 'Invalid shard count.' })

/** https://dev.twitch.tv/docs/api/reference/#get-conduits */
export const conduits: Resource = {
  tables,
  timers,
  units,
  routes: (store, helix) =>
    helix('Conduits')
      .get('/eventsub/conduits', ({ caller }) => ({ data: listConduits(store, caller.client_id) }), {
        auth,
        response: dataOf(Conduit),
        detail: { summary: 'Get Conduits' },
      })
      .post(
        '/eventsub/conduits',
        // Some client libraries send the documented body as a query.
        ({ query, body, caller }) => {
          const shard_count = required('shard_count', body.shard_count ?? query.shard_count)
          requireRoomForConduit(store, caller.client_id)
          return { data: [createConduit(store, { client_id: caller.client_id, shard_count })] }
        },
        {
          auth,
          query: query({ shard_count: shardCount }),
          body: body({ shard_count: shardCount }),
          response: dataOf(Conduit),
          detail: { summary: 'Create Conduits' },
        },
      )
      .patch(
        '/eventsub/conduits',
        ({ query, body, caller }) => {
          const id = required('id', body.id ?? query.id)
          const shard_count = required('shard_count', body.shard_count ?? query.shard_count)
          requireConduit(store, caller.client_id, id)
          return { data: [updateConduit(store, id, shard_count)] }
        },
        {
          auth,
          query: query({ id: t.Optional(t.String()), shard_count: shardCount }),
          body: body({ id: t.Optional(t.String()), shard_count: shardCount }),
          response: dataOf(Conduit),
          detail: { summary: 'Update Conduits' },
        },
      )
      .delete(
        '/eventsub/conduits',
        ({ query: { id }, caller }) => {
          requireConduit(store, caller.client_id, id)
          deleteConduit(store, id)
        },
        { auth, query: query({ id: t.String() }), detail: { summary: 'Delete Conduit' } },
      )
      .get(
        '/eventsub/conduits/shards',
        ({ query: { conduit_id, status, after }, caller }) => {
          requireConduit(store, caller.client_id, conduit_id)
          const { items, cursor } = listShards(
            store,
            { conduit_id, status },
            { first: SHARDS_PER_PAGE, after },
          )
          return paged({ items: items.map(wireShard), cursor })
        },
        {
          auth,
          query: query({
            conduit_id: t.String(),
            status: t.Optional(t.String()),
            after: t.Optional(t.String()),
          }),
          response: pageOf(Shard),
          detail: { summary: 'Get Conduit Shards' },
        },
      )
      .patch(
        '/eventsub/conduits/shards',
        ({ body: { conduit_id, shards }, caller, status }) => {
          const conduit = requireConduit(store, caller.client_id, conduit_id)
          const results = shards.map((shard) => assignShard(store, conduit, shard))
          return status(202, {
            data: results.flatMap((result) => ('code' in result ? [] : result)),
            errors: results.flatMap((result) => ('code' in result ? result : [])),
          })
        },
        {
          auth,
          body: body({
            conduit_id: t.String(),
            shards: t.Array(
              t.Object({
                id: t.String(),
                transport: t.Object({
                  method: t.String(),
                  callback: t.Optional(t.String()),
                  secret: t.Optional(t.String()),
                  session_id: t.Optional(t.String()),
                }),
              }),
            ),
          }),
          response: { 202: response(t.Object({ data: t.Array(Shard), errors: t.Array(ShardError) })) },
          detail: { summary: 'Update Conduit Shards' },
        },
      ),
}

function requireConduit(store: Store, client_id: string, id: string): Conduit {
  const conduit = findConduit(store, id)
  if (!conduit) throw notFound('Conduit not found.')
  if (conduit.client_id !== client_id) {
    throw notFound("Conduit's owner must match the client ID in the access token.")
  }
  return conduit
}

function required<T>(name: string, value: T | undefined): T {
  if (value === undefined) throw badRequest(`Missing required parameter "${name}"`)
  return value
}
