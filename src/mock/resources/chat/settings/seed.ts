import type { Store } from '../../../engine/store.ts'
import { type SeedContext, UNRESTRICTED_USERS } from '../../seed-context.ts'
import type { ChatSettings } from './schema.ts'
import { insertChatSettings } from './store.ts'

const usual: { weight: number; value: Partial<ChatSettings> }[] = [
  { weight: 6, value: {} },
  { weight: 2, value: { follower_mode: true, follower_mode_duration: 10 } },
  { weight: 1, value: { slow_mode: true, slow_mode_wait_time: 30 } },
  { weight: 1, value: { emote_mode: true } },
  { weight: 1, value: { subscriber_mode: true, unique_chat_mode: true } },
  { weight: 1, value: { non_moderator_chat_delay: true, non_moderator_chat_delay_duration: 4 } },
]

/** Settings of every channel; the first eleven users have no modes that keep others from writing. */
export function seedChatSettings(store: Store, { faker, users }: SeedContext): void {
  for (const [index, { id: broadcaster_id }] of users.entries()) {
    const modes = index < UNRESTRICTED_USERS ? {} : faker.helpers.weightedArrayElement(usual)
    insertChatSettings(store, { broadcaster_id, ...modes })
  }
}
