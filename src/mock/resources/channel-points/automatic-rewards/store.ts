import { rowsOf } from '../../../engine/listing.ts'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'

/** The types of Twitch's own rewards. Source: https://dev.twitch.tv/docs/eventsub/eventsub-reference/ */
export const automaticRewards = [
  'single_message_bypass_sub_mode',
  'send_highlighted_message',
  'random_sub_emote_unlock',
  'chosen_sub_emote_unlock',
  'chosen_modified_sub_emote_unlock',
] as const

/** The type of an automatic reward, which is Twitch's own. */
export type AutomaticReward = (typeof automaticRewards)[number]

/** The tables of automatic rewards. */
export const tables = `
  CREATE TABLE IF NOT EXISTS automatic_redemptions (
    id TEXT PRIMARY KEY, broadcaster_id TEXT NOT NULL REFERENCES users, user_id TEXT NOT NULL REFERENCES users,
    type TEXT NOT NULL, cost INTEGER NOT NULL, text TEXT, unlocked_emote TEXT, redeemed_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS automatic_redemptions_broadcaster ON automatic_redemptions (broadcaster_id);
  CREATE INDEX IF NOT EXISTS automatic_redemptions_user ON automatic_redemptions (user_id);`

/** The redemptions of automatic rewards as /units lists them. */
export const automaticRedemptionUnits = rowsOf<{ unlocked_emote: object }>(
  'automatic_redemptions',
  'id, broadcaster_id, user_id, type, cost, text, unlocked_emote, redeemed_at',
  { json: ['unlocked_emote'] },
)

/** The redemption of an automatic reward. No operation of Helix lists these. */
export interface AutomaticRedemption {
  id: string
  broadcaster_id: string
  user_id: string
  type: AutomaticReward
  /** In Channel Points. */
  cost: number
  /** The viewer's message; null if the reward takes none. */
  text: string | null
  /** The emote that was unlocked, if one was. */
  unlocked_emote: { id: string; name: string } | null
  redeemed_at: string
}

declare module '../../../engine/events.ts' {
  interface Events {
    'automatic_reward_redemption.add': AutomaticRedemption
  }
}

/** Inserts a redemption without an event. */
export function insertAutomaticRedemption(store: Store, redemption: AutomaticRedemption): void {
  store.insert('automatic_redemptions', { ...redemption })
}

/** Redeems an automatic reward for a viewer. */
export function redeemAutomaticReward(
  store: Store,
  wanted: Omit<AutomaticRedemption, 'id' | 'redeemed_at'>,
): AutomaticRedemption {
  return store.transaction(() => {
    const redemption = { ...wanted, id: store.id(), redeemed_at: toSecond(store.now()) }
    insertAutomaticRedemption(store, redemption)
    store.emit('automatic_reward_redemption.add', redemption)
    return redemption
  })
}
