import { type Static, t } from '../../../http/schema.ts'

/** A product as it was sold. */
export const ProductData = t.Object({
  sku: t.String(),
  /** twitch.ext. and the extension's ID. */
  domain: t.String(),
  cost: t.Object({ amount: t.Integer(), type: t.Enum(['bits']) }),
  inDevelopment: t.Boolean(),
  displayName: t.String(),
  /** Always empty. */
  expiration: t.String(),
  broadcast: t.Boolean(),
})
export type ProductData = Static<typeof ProductData>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-extension-transactions */
export const ExtensionTransaction = t.Object({
  id: t.String(),
  timestamp: t.Timestamp(),
  broadcaster_id: t.String(),
  broadcaster_login: t.String(),
  broadcaster_name: t.String(),
  user_id: t.String(),
  user_login: t.String(),
  user_name: t.String(),
  product_type: t.Enum(['BITS_IN_EXTENSION']),
  product_data: ProductData,
})
export type ExtensionTransaction = Static<typeof ExtensionTransaction>
