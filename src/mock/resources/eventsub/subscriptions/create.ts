import { type EventSubType, findEventSubType } from '../../../../twitch/eventsub.ts'
import type { Caller } from '../../../access/auth.ts'
import { requireUser } from '../../../access/requirements.ts'
import type { Store } from '../../../engine/store.ts'
import { badRequest, conflict, tooManyRequests } from '../../../http/errors.ts'
import { findAuthorization } from '../../accounts/store.ts'
import { claimEventSubSession, listEventSubSessions } from '../sessions/store.ts'
import { requirePermission } from './permission.ts'
import {
  countSubscriptions,
  createSubscription,
  listByTarget,
  listEqual,
  type NewSubscription,
  type StoredSubscription,
  usersOf,
} from './store.ts'
import { requireDestination, type TransportRequest } from './transport.ts'

const MAXIMUM_EQUAL = 3
const MAXIMUM_SESSIONS = 3
const MAXIMUM_PER_SESSION = 300

/** The body of Create EventSub Subscription. */
export interface SubscriptionRequest {
  type: string
  version: string
  condition: Readonly<Record<string, string>>
  transport: TransportRequest
  is_batching_enabled?: boolean
}

/** The maximum total cost of the subscriptions of an app, or of a user's WebSockets. */
export const maximumCost = ({ user_id }: Pick<Caller, 'user_id'>) => (user_id === '' ? 10_000 : 10)

/**
 * Creates a subscription. Its webhook must first answer a challenge.
 *
 * @throws HelixError 400, 403, 409, 429
 */
export function subscribe(store: Store, caller: Caller, wanted: SubscriptionRequest): StoredSubscription {
  const type = findEventSubType(wanted.type, wanted.version)
  if (!type) throw badRequest('invalid subscription type and version')
  const condition = requireCondition(type, wanted.condition)
  if (type.isBatched && !wanted.is_batching_enabled) {
    throw badRequest('The is_batching_enabled field must be true for this subscription type.')
  }
  const destination = requireDestination(store, caller, type, wanted.transport)
  const refusal = () => badRequest('The user specified in the condition object does not exist.')
  for (const id of usersOf(condition)) requireUser(store, id, refusal)
  requirePermission(store, caller, type, condition)
  const subscription: NewSubscription = {
    ...destination,
    client_id: caller.client_id,
    user_id: caller.user_id,
    type: type.type,
    version: type.version,
    condition,
    is_batched: type.isBatched,
    cost: costOf(store, caller, type, condition),
  }
  requireRoom(store, caller, subscription)
  return store.transaction(() => {
    if (destination.transport.method === 'websocket') {
      claimEventSubSession(store, destination.target, caller.client_id, caller.user_id)
    }
    return createSubscription(store, subscription)
  })
}

/** The condition with the keys of the type, in their order; others are ignored. */
function requireCondition({ required, optional }: EventSubType, given: Readonly<Record<string, string>>) {
  const missing = 'The condition object is missing one or more required fields.'
  if (required.some((key) => !given[key])) throw badRequest(missing)
  const condition = [...required, ...optional].filter((key) => given[key]).map((key) => [key, given[key]!])
  // channel.raid requires any one of its keys.
  if (condition.length === 0) throw badRequest(missing)
  return Object.fromEntries(condition) as Record<string, string>
}

/** The cost: 0 if the type needs an authorization, no user is in the condition, or one there has authorized the app. */
function costOf(
  store: Store,
  { client_id }: Caller,
  { subject }: EventSubType,
  condition: Record<string, string>,
): number {
  const users = usersOf(condition)
  const isFree = subject !== undefined || users.length === 0
  return isFree || users.some((user_id) => findAuthorization(store, client_id, user_id)) ? 0 : 1
}

function requireRoom(store: Store, caller: Caller, wanted: NewSubscription): void {
  const equal = listEqual(store, caller, wanted)
  const existing = equal.find(({ target }) => target === wanted.target)
  // Clients parse the ID after id= to find the existing subscription.
  if (existing) throw conflict(`subscription already exists: id=${existing.id}`)
  if (equal.length >= MAXIMUM_EQUAL) {
    throw tooManyRequests('maximum subscriptions with type and condition exceeded')
  }
  if (countSubscriptions(store, caller).total_cost + wanted.cost > maximumCost(caller)) {
    throw tooManyRequests('The total cost of the subscriptions exceeds the maximum total cost.')
  }
  if (wanted.transport.method === 'websocket') requireSocketRoom(store, caller, wanted.target)
}

function requireSocketRoom(store: Store, { client_id, user_id }: Caller, session_id: string): void {
  const isEnabled = ({ status }: StoredSubscription) => status === 'enabled'
  const existing = listByTarget(store, session_id).filter(isEnabled)
  if (existing.length >= MAXIMUM_PER_SESSION) {
    throw tooManyRequests('number of subscriptions per websocket transport limit exceeded')
  }
  if (existing.length > 0) return
  const used = listEventSubSessions(store, client_id, user_id).filter(({ id }) =>
    listByTarget(store, id).some(isEnabled),
  )
  if (used.length >= MAXIMUM_SESSIONS) throw tooManyRequests('number of websocket transports limit exceeded')
}
