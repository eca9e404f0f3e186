import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted } from '../../engine/time.ts'
import { type SeedContext, some } from '../seed-context.ts'
import { insertWhisper, insertWhisperSettings, type WhisperSettings } from './store.ts'

const greetings = [
  'Hi, have a minute?',
  'Great stream yesterday!',
  'Are you up for a duo tomorrow?',
  'Thanks for the raid!',
]
const CORRESPONDENTS = 3

/** The number of users for each user to whom a rule against whispers applies. */
const EVERY = 40
const special: Partial<WhisperSettings>[] = [
  { blocks_strangers: true },
  { has_verified_phone: false },
  { allows_sending: false },
  { is_suspended: true },
]

/** Whispers to the first user in the last week; the last users of each forty may not send or receive whispers. */
export function seedWhispers(store: Store, { faker, users }: SeedContext): void {
  const [first] = users
  if (!first) return
  for (const { id: from_user_id } of some(faker, users.slice(0, EVERY / 2), CORRESPONDENTS, first)) {
    const text = faker.helpers.arrayElement(greetings)
    const sent_at = shifted(store.now(), -faker.number.int({ min: 2, max: 7 }) * Milliseconds.day)
    insertWhisper(store, {
      id: store.id(),
      from_user_id,
      to_user_id: first.id,
      text,
      sent_at: sent_at.toISOString(),
    })
  }
  for (const [index, { id: user_id }] of users.entries()) {
    const settings = special[EVERY - 1 - (index % EVERY)]
    if (settings) insertWhisperSettings(store, { user_id, ...settings })
  }
}
