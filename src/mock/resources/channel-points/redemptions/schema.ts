import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-custom-reward-redemption */
export const Redemption = t.Object({
  broadcaster_id: t.String(),
  broadcaster_login: t.String(),
  broadcaster_name: t.String(),
  id: t.String(),
  user_id: t.String(),
  user_name: t.String(),
  user_login: t.String(),
  /** The reward at the time of the redemption. */
  reward: t.Object({ id: t.String(), title: t.String(), prompt: t.String(), cost: t.Integer() }),
  user_input: t.String(),
  status: t.Enum(['CANCELED', 'FULFILLED', 'UNFULFILLED']),
  redeemed_at: t.Timestamp(),
})
export type Redemption = Static<typeof Redemption>

/** The settled statuses of a redemption; CANCELED gives the viewer the points back. */
export const Settlement = t.Enum(['CANCELED', 'FULFILLED'])
export type Settlement = Static<typeof Settlement>
