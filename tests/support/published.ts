import { expect } from 'bun:test'
import type { EventSubEvent } from '../../src/mock/eventsub/event.ts'
import { publishFrom } from '../../src/mock/eventsub/payloads/core/payloads.ts'
import type { StoredUser } from '../../src/mock/resources/users/store.ts'
import { documentedEvents, faultsOf } from './event-fields.ts'
import type { World } from './world.ts'

/** What is published, without the moment. */
export type Published = Omit<EventSubEvent, 'at'>

/** Everything that a world publishes from now on; each event must be as its type is documented. */
export function publishedBy(world: World): Published[] {
  const published: Published[] = []
  publishFrom(world.store, ({ at, ...event }) => {
    const { type, version } = event
    const documented = documentedEvents.find((known) => known.type === type && known.version === version)
    expect(documented, `${type} ${version} is not documented`).toBeDefined()
    expect([event.event].flat().flatMap((body) => faultsOf(body, documented!.fields))).toEqual([])
    expect(at).toBeInstanceOf(Date)
    published.push(event)
  })
  return published
}

/** The events of one type in one version. */
export const ofType = (published: readonly Published[], type: string, version = '1') =>
  published.filter((event) => event.type === type && event.version === version)

/** The types and versions in the order in which they were published. */
export const typesOf = (published: readonly Published[]) =>
  published.map(({ type, version }) => `${type} ${version}`)

/** A user as an event names one. */
export const who = (prefix: string, { id, login, display_name }: StoredUser) => ({
  [`${prefix}_id`]: id,
  [`${prefix}_login`]: login,
  [`${prefix}_name`]: display_name,
})

export const nobody = (prefix: string) => ({
  [`${prefix}_id`]: null,
  [`${prefix}_login`]: null,
  [`${prefix}_name`]: null,
})
