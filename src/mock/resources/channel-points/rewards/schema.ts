import { type Static, t } from '../../../http/schema.ts'

const Images = t.Object({ url_1x: t.String(), url_2x: t.String(), url_4x: t.String() })

/** Source: https://dev.twitch.tv/docs/api/reference/#get-custom-reward */
export const CustomReward = t.Object({
  broadcaster_id: t.String(),
  broadcaster_login: t.String(),
  broadcaster_name: t.String(),
  id: t.String(),
  title: t.String(),
  prompt: t.String(),
  cost: t.Integer(),
  /** The uploaded images; null if there are none. */
  image: t.Nullable(Images),
  default_image: Images,
  background_color: t.String(),
  is_enabled: t.Boolean(),
  is_user_input_required: t.Boolean(),
  max_per_stream_setting: t.Object({ is_enabled: t.Boolean(), max_per_stream: t.Integer() }),
  max_per_user_per_stream_setting: t.Object({
    is_enabled: t.Boolean(),
    max_per_user_per_stream: t.Integer(),
  }),
  global_cooldown_setting: t.Object({ is_enabled: t.Boolean(), global_cooldown_seconds: t.Integer() }),
  is_paused: t.Boolean(),
  is_in_stock: t.Boolean(),
  should_redemptions_skip_request_queue: t.Boolean(),
  /** Null unless the channel is live and the redemptions of a stream are limited. */
  redemptions_redeemed_current_stream: t.Nullable(t.Integer()),
  /** Null unless the reward is cooling down. */
  cooldown_expires_at: t.Nullable(t.Timestamp()),
})
export type CustomReward = Static<typeof CustomReward>

const WEEK_IN_SECONDS = 604_800

/** The value of a limit. Clients send 0 when they switch it off; requireLimits checks it when it is on. */
const limit = (maximum?: number) => t.Integer({ minimum: 0, maximum })

/** The settings of a reward, as requests have them. */
export const RewardSettings = t.Object({
  title: t.String({ maxLength: 45 }),
  cost: t.Integer({ minimum: 1, maximum: 1_000_000_000 }),
  prompt: t.String({ minLength: 0 }),
  is_enabled: t.Boolean(),
  background_color: t.String({
    pattern: '^#[0-9A-Fa-f]{6}$',
    error: 'The parameter "background_color" was malformed: value must be a color such as #9147FF',
  }),
  is_user_input_required: t.Boolean(),
  is_max_per_stream_enabled: t.Boolean(),
  max_per_stream: limit(),
  is_max_per_user_per_stream_enabled: t.Boolean(),
  max_per_user_per_stream: limit(),
  is_global_cooldown_enabled: t.Boolean(),
  global_cooldown_seconds: limit(WEEK_IN_SECONDS),
  is_paused: t.Boolean(),
  should_redemptions_skip_request_queue: t.Boolean(),
})
export type RewardSettings = Static<typeof RewardSettings>
