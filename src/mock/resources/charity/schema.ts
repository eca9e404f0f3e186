import { type Static, t } from '../../http/schema.ts'

/** An amount of money in the smallest unit of its currency. */
export const Amount = t.Object({
  /** In the currency's minor unit, such as cents. */
  value: t.Integer(),
  decimal_places: t.Integer(),
  /** ISO 4217. */
  currency: t.String(),
})
export type Amount = Static<typeof Amount>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-charity-campaign */
export const Campaign = t.Object({
  id: t.String(),
  broadcaster_id: t.String(),
  broadcaster_login: t.String(),
  broadcaster_name: t.String(),
  charity_name: t.String(),
  charity_description: t.String(),
  charity_logo: t.String(),
  charity_website: t.String(),
  current_amount: Amount,
  /** Null if the broadcaster has set no goal. */
  target_amount: t.Nullable(Amount),
})
export type Campaign = Static<typeof Campaign>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-charity-campaign-donations */
export const Donation = t.Object({
  id: t.String(),
  campaign_id: t.String(),
  user_id: t.String(),
  user_login: t.String(),
  user_name: t.String(),
  amount: Amount,
})
export type Donation = Static<typeof Donation>
