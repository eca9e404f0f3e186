import { expect } from 'bun:test'
import type { EventSubEvent } from '../../src/mock/eventsub/event.ts'
import { publishFrom } from '../../src/mock/eventsub/payloads/core/payloads.ts'
import type { StoredUser } from '../../src/mock/resources/users/store.ts'
import { documentedEvents, faultsOf } from './event-fields.ts'
import type { World } from './world.ts'

/** What is announced, without the moment. */
export type Told = Omit<EventSubEvent, 'at'>

/** Everything that a world announces from now on; each event must be as its type is documented. */
export function announcedBy(world: World): Told[] {
  const told: Told[] = []
  publishFrom(world.store, ({ at, ...announcement }) => {
    const { type, version, event } = announcement
    const documented = documentedEvents.find((known) => known.type === type && known.version === version)
    expect(documented, `${type} ${version} is not documented`).toBeDefined()
    expect([event].flat().flatMap((body) => faultsOf(body, documented!.fields))).toEqual([])
    expect(at).toBeInstanceOf(Date)
    told.push(announcement)
  })
  return told
}

/** What one type, in one version, was told. */
export const ofType = (told: readonly Told[], type: string, version = '1') =>
  told.filter((announcement) => announcement.type === type && announcement.version === version)

/** The types and versions in the order in which they were told. */
export const typesOf = (told: readonly Told[]) => told.map(({ type, version }) => `${type} ${version}`)

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
