import { type Static, t } from '../../../http/schema.ts'

/** The layouts of a group of guests. */
export const groupLayouts = [
  'TILED_LAYOUT',
  'SCREENSHARE_LAYOUT',
  'HORIZONTAL_LAYOUT',
  'VERTICAL_LAYOUT',
] as const

/** Source: https://dev.twitch.tv/docs/api/reference/#get-channel-guest-star-settings */
export const GuestStarSettings = t.Object({
  is_moderator_send_live_enabled: t.Boolean(),
  /** From 1 to 6. */
  slot_count: t.Integer(),
  is_browser_source_audio_enabled: t.Boolean(),
  group_layout: t.Enum(groupLayouts),
  browser_source_token: t.String(),
})
export type GuestStarSettings = Static<typeof GuestStarSettings>
