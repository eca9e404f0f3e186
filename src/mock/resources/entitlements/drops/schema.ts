import { type Static, t } from '../../../http/schema.ts'

/** Whether the game has given the viewer the benefit. */
export const FulfillmentStatus = t.Enum(['CLAIMED', 'FULFILLED'])
export type FulfillmentStatus = Static<typeof FulfillmentStatus>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-drops-entitlements */
export const Entitlement = t.Object({
  id: t.String(),
  benefit_id: t.String(),
  timestamp: t.Timestamp(),
  user_id: t.String(),
  game_id: t.String(),
  fulfillment_status: FulfillmentStatus,
  last_updated: t.Timestamp(),
})
export type Entitlement = Static<typeof Entitlement>

/** Source: https://dev.twitch.tv/docs/api/reference/#update-drops-entitlements */
export const UpdatedEntitlements = t.Object({
  status: t.Enum(['INVALID_ID', 'NOT_FOUND', 'SUCCESS', 'UNAUTHORIZED', 'UPDATE_FAILED']),
  ids: t.Array(t.String()),
})
export type UpdatedEntitlements = Static<typeof UpdatedEntitlements>
