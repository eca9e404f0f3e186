import { rowsOf } from '../../../engine/listing.ts'
import { type Page, type PageRequest, page } from '../../../engine/page.ts'
import type { Store } from '../../../engine/store.ts'
import type { Entitlement, FulfillmentStatus } from './schema.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    'drop.entitlement.grant': Entitlement & Campaign
  }
}

/** The organization and the campaign of a drop; null if unknown. */
export interface Campaign {
  organization_id: string | null
  campaign_id: string | null
}

/** The tables of Drops entitlements. */
export const tables = `
  CREATE TABLE IF NOT EXISTS drop_entitlements (
    id TEXT PRIMARY KEY, benefit_id TEXT NOT NULL, timestamp TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES users,
    game_id TEXT NOT NULL REFERENCES categories, fulfillment_status TEXT NOT NULL, last_updated TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS drop_entitlements_list ON drop_entitlements (timestamp, id);
  CREATE INDEX IF NOT EXISTS drop_entitlements_status ON drop_entitlements (fulfillment_status, timestamp, id);
  CREATE INDEX IF NOT EXISTS drop_entitlements_user ON drop_entitlements (user_id, timestamp, id);
  CREATE INDEX IF NOT EXISTS drop_entitlements_game ON drop_entitlements (game_id, timestamp, id);`

/** The entitlements as /units lists them. */
export const dropUnits = rowsOf(
  'drop_entitlements',
  'id, benefit_id, timestamp, user_id, game_id, fulfillment_status, last_updated',
)

const select = `
  SELECT id, benefit_id, timestamp, user_id, game_id, fulfillment_status, last_updated FROM drop_entitlements`

/** The filter on entitlements, all of whose conditions must hold. */
export interface EntitlementFilter {
  ids?: readonly string[]
  user_id?: string
  game_id?: string
  fulfillment_status?: FulfillmentStatus
}

const conditions: Record<keyof EntitlementFilter, string> = {
  ids: 'id IN (SELECT value FROM json_each($ids))',
  user_id: 'user_id = $user_id',
  game_id: 'game_id = $game_id',
  fulfillment_status: 'fulfillment_status = $fulfillment_status',
}

/** The entitlement with an ID. */
export function findEntitlement(store: Store, id: string): Entitlement | undefined {
  return store.get(`${select} WHERE id = $id`, { id })
}

/** The entitlements that match, the newest first. */
export function listEntitlements(
  store: Store,
  filter: EntitlementFilter,
  request: PageRequest,
): Page<Entitlement> {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined)
  const tests = given.map(([name]) => conditions[name as keyof EntitlementFilter])
  return page(
    store,
    {
      sql: tests.length > 0 ? `${select} WHERE ${tests.join(' AND ')}` : select,
      params: Object.fromEntries(given),
      key: ['timestamp', 'id'],
      descending: true,
    },
    request,
  )
}

/** Inserts an entitlement without an event. */
export function insertEntitlement(store: Store, entitlement: Entitlement): void {
  store.insert('drop_entitlements', entitlement)
}

/** Grants a viewer an entitlement, by claiming a drop. */
export function grantEntitlement(
  store: Store,
  wanted: Pick<Entitlement, 'benefit_id' | 'user_id' | 'game_id'> & Partial<Campaign>,
): Entitlement {
  return store.transaction(() => {
    const { organization_id = null, campaign_id = null, ...claimed } = wanted
    const timestamp = store.now().toISOString()
    const entitlement: Entitlement = {
      ...claimed,
      id: store.id(),
      timestamp,
      fulfillment_status: 'CLAIMED',
      last_updated: timestamp,
    }
    insertEntitlement(store, entitlement)
    store.emit('drop.entitlement.grant', { ...entitlement, organization_id, campaign_id })
    return entitlement
  })
}

/** Sets whether the game has given the viewer the benefit. */
export function updateFulfillment(store: Store, id: string, fulfillment_status: FulfillmentStatus): void {
  store.update('drop_entitlements', { fulfillment_status, last_updated: store.now() }, { id })
}
