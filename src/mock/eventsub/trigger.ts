import type { Static } from '@sinclair/typebox'
import type { Store } from '../engine/store.ts'
import { closedBody } from '../http/closed-body.ts'
import { badRequest, notFound } from '../http/errors.ts'
import { t } from '../http/schema.ts'
import { findEventSubSession } from '../resources/eventsub/sessions/store.ts'
import { findEventSubSubscription } from '../resources/eventsub/subscriptions/store.ts'
import { reference } from '../resources/unit.ts'
import { named } from '../resources/users/named.ts'
import { findUser } from '../resources/users/store.ts'
import type { EventSubEvent, Publish } from './event.ts'
import { UnknownKind } from './payloads/core/events.ts'
import { exampleEvent, MissingUser } from './payloads/core/example.ts'
import { knownType } from './type-description.ts'

/** The body of a request that triggers an event. */
export const triggerBody = closedBody({
  type: t.String(),
  version: t.Optional(t.String({ description: 'The newest one if it is left out' })),
  subscription_id: t.Optional(
    reference('eventsub_subscriptions', {
      description: 'A subscription whose version and condition are meant, as far as they are not given',
    }),
  ),
  condition: t.Optional(
    t.Record(t.String(), t.String(), {
      description: 'The condition; the mock chooses the keys that are left out',
    }),
  ),
  session_id: t.Optional(
    reference('eventsub_sessions', {
      description: 'The only session that gets it',
    }),
  ),
  user_id: t.Optional(
    reference('users', { description: 'The viewer who it is about; one is chosen if it is left out' }),
  ),
  event: t.Optional(
    t.Record(t.String(), t.Unknown(), { description: 'Fields of the event, in place of the generated ones' }),
  ),
})

/** The event that a test wants to trigger. */
export type TriggerRequest = Static<(typeof triggerBody)['schema']>

/**
 * Publishes an event of any type on demand, with plausible content, to its subscribers.
 *
 * @returns the published event
 * @throws HelixError as `triggeredEvent`, and for a session that does not exist
 */
export function trigger(store: Store, publish: Publish, wanted: TriggerRequest): object {
  const { session_id, ...about } = wanted
  if (session_id !== undefined && !findEventSubSession(store, session_id))
    throw notFound(`There is no session ${session_id}.`)
  const triggered = { ...triggeredEvent(store, about), ...(session_id !== undefined && { session_id }) }
  publish(triggered)
  const { type, version, condition, event } = triggered
  return { type, version, condition, event }
}

/**
 * An event of any type with plausible content and the given fields.
 *
 * @throws HelixError for a type or a kind that does not exist, and if the store has no users
 */
export function triggeredEvent(
  store: Store,
  { type, event, user_id, ...wanted }: TriggerRequest,
): EventSubEvent {
  const subscription = subscriptionOf(store, type, wanted.subscription_id)
  const { version } = knownType(type, wanted.version ?? subscription?.version)
  const condition = { ...subscription?.condition, ...wanted.condition }
  const example = exampleOf(store, type, version, { condition, event, user_id })
  return { ...example, event: withFields(store, example.event, event) }
}

function subscriptionOf(store: Store, type: string, id: string | undefined) {
  if (id === undefined) return undefined
  const subscription = findEventSubSubscription(store, id)
  if (!subscription) throw notFound(`There is no subscription ${id}.`)
  if (subscription.type !== type)
    throw badRequest(`The subscription is to ${subscription.type}, not to ${type}.`)
  return subscription
}

type Fields = Record<string, unknown>

/** The event with the given fields; a batch gets them in the data of its events. */
function withFields(store: Store, event: object, fields: Fields = {}): object {
  if (!Array.isArray(event)) return merged(store, event as Fields, fields)
  return event.map(({ id, data }) => ({ id, data: merged(store, data, fields) }))
}

/** The event with the given fields merged in at all depths. */
function merged(store: Store, event: Fields, fields: Fields): Fields {
  const given = Object.entries(fields).map(([name, value]) => {
    const isWithin = isObject(value) && isObject(event[name])
    return [name, isWithin ? merged(store, event[name] as Fields, value) : value]
  })
  return { ...event, ...namesOf(store, event, fields), ...Object.fromEntries(given) }
}

/** The logins and names of the users whose IDs are among the given fields. */
function namesOf(store: Store, event: Fields, fields: Fields): Fields {
  const users = Object.entries(fields).flatMap(([field, id]) => {
    const prefix = field.replace(/_id$/, '')
    const isUser = typeof id === 'string' && `${prefix}_login` in event && findUser(store, id)
    return isUser ? [named(store, prefix, id)] : []
  })
  return Object.assign({}, ...users)
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function exampleOf(
  store: Store,
  type: string,
  version: string,
  { condition, event, user_id }: Pick<TriggerRequest, 'condition' | 'event' | 'user_id'>,
) {
  try {
    return exampleEvent(store, type, version, condition, event, user_id)!
  } catch (error) {
    const isAsked = error instanceof MissingUser || error instanceof UnknownKind
    throw isAsked ? badRequest(error.message) : error
  }
}
