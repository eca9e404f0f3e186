import type { Faker } from '@faker-js/faker'
import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted, toSecond } from '../../../engine/time.ts'
import type { SeedContext } from '../../seed-context.ts'
import { insertBlockedTerm } from './store.ts'

const OF_THE_FIRST = 12
const MOST_OF_OTHERS = 2

/** Blocked terms of every channel, more of the first user's; AutoMod blocks one of these for a day. */
export function seedBlockedTerms(store: Store, { faker, users }: SeedContext): void {
  for (const [index, { id: broadcaster_id }] of users.entries()) {
    const count = index === 0 ? OF_THE_FIRST : faker.number.int({ max: MOST_OF_OTHERS })
    for (let nth = 0; nth < count; nth++) {
      const isTemporary = index === 0 && nth === 0
      const created = isTemporary
        ? shifted(store.now(), -Milliseconds.hour)
        : faker.date.recent({ days: 200, refDate: store.now() })
      insertBlockedTerm(store, {
        id: store.id(),
        broadcaster_id,
        moderator_id: broadcaster_id,
        text: term(faker, nth),
        created_at: toSecond(created),
        updated_at: toSecond(created),
        expires_at: isTemporary ? toSecond(shifted(created, Milliseconds.day)) : null,
      })
    }
  }
}

/** A random term with a number, which makes it unique within the channel. */
function term(faker: Faker, nth: number): string {
  const word = `${faker.word.noun()}${nth}`
  return faker.helpers.arrayElement([word, `${word}*`, `*${word}`, `buy ${word}`])
}
