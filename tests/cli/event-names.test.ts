import { expect, test } from 'bun:test'
import { shortEventNames } from '../../src/twitch/event-names.ts'
import { eventSubTypeNames } from '../../src/twitch/eventsub.ts'

test('every short name is the name of a subscription type', () => {
  expect(Object.values(shortEventNames).filter((type) => !eventSubTypeNames.includes(type as never))).toEqual(
    [],
  )
})
