import { type Static, t } from '../../../http/schema.ts'
import { CustomReward, RewardSettings } from '../../channel-points/rewards/schema.ts'

/** A custom power-up of a channel. Source: https://dev.twitch.tv/docs/api/reference/#get-custom-power-up */
export const PowerUp = t.Object({
  ...t.Omit(CustomReward, ['cost', 'default_image', 'should_redemptions_skip_request_queue']).properties,
  default_image: t.Nullable(CustomReward.properties.default_image),
  bits: t.Integer(),
})
export type PowerUp = Static<typeof PowerUp>

/** The settings of a power-up on the broadcaster's dashboard. */
export const PowerUpSettings = t.Object({
  ...t.Omit(RewardSettings, ['cost', 'should_redemptions_skip_request_queue']).properties,
  bits: t.Integer({ minimum: 1, maximum: 1_000_000 }),
})
export type PowerUpSettings = Static<typeof PowerUpSettings>
