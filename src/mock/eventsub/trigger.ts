import type { Static, TObject } from '@sinclair/typebox'
import { eventSubTypes } from '../../twitch/eventsub.ts'
import type { Store } from '../engine/store.ts'
import { closedBody } from '../http/closed-body.ts'
import { badRequest, notFound } from '../http/errors.ts'
import { t } from '../http/schema.ts'
import type { Contract } from '../http/validation.ts'
import { findEventSubSubscription } from '../resources/eventsub/subscriptions/store.ts'
import type { Action } from '../resources/unit.ts'
import type { Publish } from './event.ts'
import { UnknownKind } from './payloads/core/events.ts'
import { exampleEvent, NobodyThere } from './payloads/core/example.ts'

/** What a test may publish, whether or not anything happened. */
const triggerBody = closedBody({
  type: t.String(),
  version: t.Optional(t.String({ description: 'The newest one if it is left out' })),
  subscription_id: t.Optional(
    t.String({
      description: 'A subscription whose version and condition are meant, as far as they are not given',
    }),
  ),
  condition: t.Optional(
    t.Record(t.String(), t.String(), { description: 'Who is meant; what is left out is chosen' }),
  ),
  event: t.Optional(
    t.Record(t.String(), t.Unknown(), { description: 'Fields of the event that are to be as given' }),
  ),
})

type Wanted = Static<(typeof triggerBody)['schema']>

/** The trigger of a store's events. */
export function triggerOf(store: Store, publish: Publish): Action {
  return {
    summary: 'Trigger an event of EventSub',
    body: triggerBody as Contract<TObject>,
    run: (fields) => trigger(store, publish, fields as Wanted),
  }
}

/**
 * Publishes an event of any type on demand, with sensible content, to whoever has subscribed to it.
 *
 * @returns the type, the version and the event that was published
 * @throws HelixError for a type or a kind that does not exist, and where there are no users
 */
function trigger(store: Store, publish: Publish, { type, event, ...wanted }: Wanted) {
  const subscription = subscriptionOf(store, type, wanted.subscription_id)
  const version = wanted.version ?? subscription?.version
  const condition = { ...subscription?.condition, ...wanted.condition }
  const versions = eventSubTypes.filter((known) => known.type === type).map((known) => known.version)
  if (versions.length === 0) throw notFound(`There is no subscription type ${type}.`)
  const chosen = version ?? versions.toSorted().at(-1)!
  const example = exampleOf(store, type, chosen, { condition, event })
  if (!example) throw notFound(`${type} has no version ${chosen}: it has ${versions.join(' and ')}.`)
  const triggered = { ...example, event: withFields(example.event, event) }
  publish(triggered)
  return { type, version: chosen, condition: triggered.condition, event: triggered.event }
}

function subscriptionOf(store: Store, type: string, id: string | undefined) {
  if (id === undefined) return undefined
  const subscription = findEventSubSubscription(store, id)
  if (!subscription) throw notFound(`There is no subscription ${id}.`)
  if (subscription.type !== type)
    throw badRequest(`The subscription is to ${subscription.type}, not to ${type}.`)
  return subscription
}

/** A batch has them in the data of its one event. */
function withFields(event: object, fields: object | undefined): object {
  if (!Array.isArray(event)) return { ...event, ...fields }
  return event.map(({ id, data }) => ({ id, data: { ...data, ...fields } }))
}

function exampleOf(
  store: Store,
  type: string,
  version: string,
  { condition, event }: Pick<Wanted, 'condition' | 'event'>,
) {
  try {
    return exampleEvent(store, type, version, condition, event)
  } catch (error) {
    const isAsked = error instanceof NobodyThere || error instanceof UnknownKind
    throw isAsked ? badRequest(error.message) : error
  }
}
