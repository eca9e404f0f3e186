import type { Store } from '../../../../engine/store.ts'
import { Milliseconds, shifted } from '../../../../engine/time.ts'
import { type SeedContext, some } from '../../../seed-context.ts'
import { insertHeldMessage } from './store.ts'

const sayings = ['what a loser', 'shut up already', 'I will find you', 'get out of here', 'worst player ever']

/** Held messages of the first user's channel. They have no timer, so that they do not expire. */
export function seedHeldMessages(store: Store, { faker, users }: SeedContext): void {
  const [first] = users
  if (!first) return
  for (const [nth, user] of some(faker, users, sayings.length, first).entries()) {
    insertHeldMessage(store, {
      id: store.id(),
      broadcaster_id: first.id,
      user_id: user.id,
      text: sayings[nth]!,
      reply_parent_message_id: null,
      category: faker.helpers.arrayElement(['aggression', 'bullying', 'swearing'] as const),
      level: faker.number.int({ min: 1, max: 4 }),
      blocked_term_ids: [],
      held_at: shifted(store.now(), -(nth + 1) * Milliseconds.minute).toISOString(),
    })
  }
}
