import { eventSubTypes } from '../../twitch/eventsub.ts'
import { type ControlOperation, operation } from '../control/operation.ts'
import type { Store } from '../engine/store.ts'
import { t } from '../http/schema.ts'
import { query } from '../http/validation.ts'
import type { Publish } from './event.ts'
import { trigger, triggerBody, triggeredEvent } from './trigger.ts'
import { describeType, knownType } from './type-description.ts'

const describeQuery = query({
  version: t.Optional(t.String({ description: 'The newest one if it is left out' })),
})

/**
 * EventSub's events on demand, under /units/events.
 *
 * @param publish publishes the triggered events
 */
export function eventOperations(store: Store, publish: Publish): ControlOperation[] {
  return [
    operation({
      method: 'GET',
      path: '/events',
      summary: 'List the types of EventSub',
      description: 'Types of events, with who may subscribe to them.',
      run: () => ({ cursor: '', total: eventSubTypes.length, data: eventSubTypes }),
    }),
    operation({
      method: 'POST',
      path: '/events',
      summary: 'Trigger an event of EventSub',
      body: triggerBody,
      status: 201,
      run: ({ body }) => trigger(store, publish, body),
    }),
    operation({
      method: 'POST',
      path: '/events/preview',
      summary: 'Preview an event of EventSub',
      description: 'What POST /units/events would publish now. No event is sent, and no data changes.',
      body: triggerBody,
      run({ body }) {
        const { type, version, condition, event } = store.random.peek(() => triggeredEvent(store, body))
        return { type, version, condition, event }
      },
    }),
    operation({
      method: 'GET',
      path: '/events/:type',
      summary: 'Describe a type of EventSub',
      description:
        'Who may subscribe, and the JSON Schemas of its condition and its event; of a batch, of the data.',
      query: describeQuery,
      run: ({ params, query }) => describeType(knownType(params.type!, query.version)),
    }),
  ]
}
