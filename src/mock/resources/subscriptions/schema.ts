import { type Static, t } from '../../http/schema.ts'

const Tier = t.Enum(['1000', '2000', '3000'])

/** Source: https://dev.twitch.tv/docs/api/reference/#get-broadcaster-subscriptions */
export const Subscription = t.Object({
  broadcaster_id: t.String(),
  broadcaster_login: t.String(),
  broadcaster_name: t.String(),
  /** The gifter of a gift; empty, like the names, without a gift and for an anonymous one. */
  gifter_id: t.String(),
  gifter_login: t.String(),
  gifter_name: t.String(),
  is_gift: t.Boolean(),
  plan_name: t.String(),
  tier: Tier,
  user_id: t.String(),
  user_name: t.String(),
  user_login: t.String(),
})
export type Subscription = Static<typeof Subscription>

/** Source: https://dev.twitch.tv/docs/api/reference/#check-user-subscription */
export const UserSubscription = t.Object({
  broadcaster_id: t.String(),
  broadcaster_login: t.String(),
  broadcaster_name: t.String(),
  /** The gifter; only of a gift, like the names. */
  gifter_id: t.Optional(t.String()),
  gifter_login: t.Optional(t.String()),
  gifter_name: t.Optional(t.String()),
  is_gift: t.Boolean(),
  tier: Tier,
})
export type UserSubscription = Static<typeof UserSubscription>
