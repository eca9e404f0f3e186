import { expect, test } from 'bun:test'
import { eventGroups } from '../../../../src/mock/eventsub/payloads/core/payloads.ts'
import { eventSubTypes } from '../../../../src/twitch/eventsub.ts'

test('every subscription type and version has exactly one declaration', () => {
  const declared = eventGroups.flatMap((group) => Object.keys(group))
  expect(declared.toSorted()).toEqual(
    eventSubTypes.map(({ type, version }) => `${type} ${version}`).toSorted(),
  )
})
