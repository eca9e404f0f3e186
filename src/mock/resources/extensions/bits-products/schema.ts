import { type Static, t } from '../../../http/schema.ts'

/** The price of a product in Bits. */
export const Cost = t.Object({ amount: t.Integer(), type: t.Enum(['bits']) })

/** Source: https://dev.twitch.tv/docs/api/reference/#get-extension-bits-products */
export const BitsProduct = t.Object({
  sku: t.String(),
  cost: Cost,
  in_development: t.Boolean(),
  display_name: t.String(),
  expiration: t.Timestamp(),
  is_broadcast: t.Boolean(),
})
export type BitsProduct = Static<typeof BitsProduct>
