import type { Store } from '../../../store/store.ts'

/** What every channel has without having made it. Source: https://dev.twitch.tv/docs/eventsub/eventsub-reference/ */
export const automaticRewards = [
  'single_message_bypass_sub_mode',
  'send_highlighted_message',
  'random_sub_emote_unlock',
  'chosen_sub_emote_unlock',
  'chosen_modified_sub_emote_unlock',
] as const

export type AutomaticReward = (typeof automaticRewards)[number]

/** What a reward of Twitch's own was redeemed for. No operation lists these: nothing remains of them. */
export interface AutomaticRedemption {
  id: string
  broadcaster_id: string
  user_id: string
  type: AutomaticReward
  /** In Channel Points. */
  cost: number
  /** What the viewer wrote; null if the reward takes no message. */
  text: string | null
  /** The emote that was unlocked, if one was. */
  unlocked_emote: { id: string; name: string } | null
}

declare module '../../../store/events.ts' {
  interface Events {
    'automatic_reward_redemption.add': AutomaticRedemption
  }
}

/** A viewer redeems a reward that is Twitch's own. */
export function redeemAutomaticReward(
  store: Store,
  wanted: Omit<AutomaticRedemption, 'id'>,
): AutomaticRedemption {
  return store.transaction(() => {
    const redemption = { ...wanted, id: store.id() }
    store.emit('automatic_reward_redemption.add', redemption)
    return redemption
  })
}
