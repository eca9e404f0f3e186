import type { Caller } from '../../../access/auth.ts'
import type { Store } from '../../../engine/store.ts'
import { badRequest, forbidden } from '../../../http/errors.ts'
import { dataOf, paged, pageOf, pageQuery } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query } from '../../../http/validation.ts'
import { findClient } from '../../accounts/store.ts'
import { findGame } from '../../games/store.ts'
import type { Resource } from '../../resource.ts'
import { Entitlement, FulfillmentStatus, UpdatedEntitlements } from './schema.ts'
import { seedEntitlements } from './seed.ts'
import { findEntitlement, listEntitlements, tables, updateFulfillment } from './store.ts'
import { units } from './unit.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** https://dev.twitch.tv/docs/api/reference/#get-drops-entitlements */
export const dropsEntitlements: Resource = {
  tables,
  seed: { relations: seedEntitlements },
  units,
  routes: (store, helix) =>
    helix('Entitlements')
      .get(
        '/entitlements/drops',
        ({ query: { id: ids, user_id, game_id, fulfillment_status, ...request }, caller }) => {
          requireOrganization(store, caller)
          if (user_id && caller.user_id && user_id !== caller.user_id) {
            throw badRequest(
              'The ID in the user_id query parameter must match the user ID in the user access token.',
            )
          }
          requireOwnership(store, { ids, game_id })
          const filter = { ids, user_id: caller.user_id || user_id, game_id, fulfillment_status }
          return paged(listEntitlements(store, filter, request))
        },
        {
          auth: { token: 'any' },
          query: query({
            id: t.Optional(t.Array(t.String(), { maxItems: 100 })),
            user_id: t.Optional(t.String()),
            game_id: t.Optional(t.String()),
            fulfillment_status: t.Optional(FulfillmentStatus),
            ...pageQuery(20, 1000),
          }),
          response: pageOf(Entitlement),
          detail: { summary: 'Get Drops Entitlements' },
        },
      )
      .patch(
        '/entitlements/drops',
        ({ body: { entitlement_ids = [], fulfillment_status }, caller }) => {
          requireOrganization(store, caller)
          const update = () => updateAll(store, caller, entitlement_ids, fulfillment_status)
          return { data: store.transaction(update) }
        },
        {
          auth: { token: 'any' },
          body: body({
            entitlement_ids: t.Optional(t.Array(t.String(), { maxItems: 100 })),
            fulfillment_status: t.Optional(FulfillmentStatus),
          }),
          response: dataOf(UpdatedEntitlements),
          detail: { summary: 'Update Drops Entitlements' },
        },
      ),
}

/** Requires a client of an organization, to which Drops belong: in the mock, any except an extension's. */
function requireOrganization(store: Store, { client_id }: Caller): void {
  if (findClient(store, client_id)?.is_extension) {
    throw badRequest('The client in the access token is not associated with a known organization.')
  }
}

/** Requires that the game or any of the entitlements exists: each existing one belongs to the organization. */
function requireOwnership(store: Store, { ids = [], game_id }: { ids?: string[]; game_id?: string }): void {
  if (game_id && !findGame(store, game_id)) {
    throw forbidden(
      'The organization associated with the client in the access token must own the game specified in ' +
        'the game_id query parameter.',
    )
  }
  if (ids.length > 0 && !ids.some((id) => findEntitlement(store, id))) {
    throw forbidden(
      'The organization associated with the client in the access token must own the entitlements ' +
        'specified in the id query parameter.',
    )
  }
}

/** Updates the entitlements, and groups the IDs, each once, by the result. */
function updateAll(
  store: Store,
  caller: Caller,
  ids: readonly string[],
  wanted?: FulfillmentStatus,
): UpdatedEntitlements[] {
  const groups = Map.groupBy(new Set(ids), (id) => {
    const status = outcomeOf(store, caller, id)
    if (status === 'SUCCESS' && wanted) updateFulfillment(store, id, wanted)
    return status
  })
  return [...groups].map(([status, ids]) => ({ status, ids }))
}

function outcomeOf(store: Store, { user_id }: Caller, id: string): UpdatedEntitlements['status'] {
  if (!UUID.test(id)) return 'INVALID_ID'
  const entitlement = findEntitlement(store, id)
  if (!entitlement) return 'NOT_FOUND'
  return user_id && user_id !== entitlement.user_id ? 'UNAUTHORIZED' : 'SUCCESS'
}
