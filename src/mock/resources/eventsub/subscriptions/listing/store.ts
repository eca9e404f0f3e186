import { type Listing, type Page, type PageRequest, page } from '../../../../engine/page.ts'
import { rowReader } from '../../../../engine/rows.ts'
import type { Store } from '../../../../engine/store.ts'
import { columns, type Owner, publicColumns, readSubscription, type StoredSubscription } from '../store.ts'

/** The filter of a list; at most one member is given. */
export interface SubscriptionFilter {
  status?: string
  type?: string
  /** A user in the condition. */
  user_id?: string
  subscription_id?: string
  conduit_id?: string
}

/** The subscriptions as /units lists them. */
export const eventSubSubscriptionUnits: Listing<object> = {
  sql: `SELECT ${publicColumns} FROM eventsub_subscriptions`,
  key: ['_number'],
  read: rowReader<{ condition: object; transport: object }>({ json: ['condition', 'transport'] }),
}

const filters: { [name in keyof SubscriptionFilter]-?: string } = {
  status: 'status = $filter',
  type: 'type = $filter',
  user_id: 'number IN (SELECT number FROM eventsub_subscription_users WHERE user_id = $filter)',
  subscription_id: 'id = $filter',
  conduit_id: 'target = $filter',
}

/** A page of an owner's subscriptions, the oldest first. */
export function listSubscriptions(
  store: Store,
  owner: Owner,
  filter: SubscriptionFilter,
  request: PageRequest,
): Page<StoredSubscription> {
  const [name, value] = Object.entries(filter).find(([, value]) => value !== undefined) ?? []
  const test = name ? `AND ${filters[name as keyof SubscriptionFilter]}` : ''
  const sql =
    `SELECT ${columns} FROM eventsub_subscriptions WHERE client_id = $client_id AND user_id = $user_id ` +
    `${test}`
  const params = { client_id: owner.client_id, user_id: owner.user_id, ...(name && { filter: value }) }
  return page(store, { sql, params, key: ['_number'], read: readSubscription }, request)
}
