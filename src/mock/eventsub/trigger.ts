import { eventSubTypes } from '../../twitch/eventsub.ts'
import type { Store } from '../engine/store.ts'
import { badRequest, notFound } from '../http/errors.ts'
import { t } from '../http/schema.ts'
import { body } from '../http/validation.ts'
import type { Publish } from './event.ts'
import { exampleEvent, NobodyThere } from './payloads/core/example.ts'

/** What a test may publish, whether or not anything happened. */
export const triggerBody = body({
  type: t.String(),
  /** The newest one if it is left out. */
  version: t.Optional(t.String()),
  /** Who is meant, such as the broadcaster; what is left out is chosen. */
  condition: t.Optional(t.Record(t.String(), t.String())),
  /** Fields of the event that are to be as given. */
  event: t.Optional(t.Record(t.String(), t.Unknown())),
})

type Trigger = ReturnType<(typeof triggerBody)['~standard']['validate']>['value']

/**
 * Announces an event of any type on demand, with sensible content, to whoever has subscribed to it.
 *
 * @returns the type, the version and the event that was announced
 * @throws HelixError for a type that does not exist, and where there are no users to tell of
 */
export function trigger(store: Store, publish: Publish, { type, version, condition, event }: Trigger) {
  const versions = eventSubTypes.filter((known) => known.type === type).map((known) => known.version)
  if (versions.length === 0) throw notFound(`There is no subscription type ${type}.`)
  const chosen = version ?? versions.toSorted().at(-1)!
  const example = exampleOf(store, type, chosen, condition)
  if (!example) throw notFound(`${type} has no version ${chosen}: it has ${versions.join(' and ')}.`)
  const announcement = { ...example, event: withFields(example.event, event) }
  publish(announcement)
  return { type, version: chosen, condition: announcement.condition, event: announcement.event }
}

/** A batch has them in the data of its one event. */
function withFields(event: object, fields: object | undefined): object {
  if (!Array.isArray(event)) return { ...event, ...fields }
  return event.map(({ id, data }) => ({ id, data: { ...data, ...fields } }))
}

function exampleOf(store: Store, type: string, version: string, condition: Trigger['condition']) {
  try {
    return exampleEvent(store, type, version, condition)
  } catch (error) {
    throw error instanceof NobodyThere ? badRequest(error.message) : error
  }
}
