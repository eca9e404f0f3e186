import { type Static, t } from '../../../http/schema.ts'

const MediaSettings = t.Object({
  /** Whether the host allows it. */
  is_host_enabled: t.Boolean(),
  /** Whether the guest has switched it on. */
  is_guest_enabled: t.Boolean(),
  /** Whether the guest has a device. */
  is_available: t.Boolean(),
})
/** The audio or video settings of a guest. */
export type MediaSettings = Static<typeof MediaSettings>

/** A guest in a slot of a session. */
export const Guest = t.Object({
  /** The host is always in slot 0. */
  slot_id: t.String(),
  is_live: t.Boolean(),
  user_id: t.String(),
  user_display_name: t.String(),
  user_login: t.String(),
  /** From 0 to 100. */
  volume: t.Integer(),
  assigned_at: t.Timestamp(),
  audio_settings: MediaSettings,
  video_settings: MediaSettings,
})
export type Guest = Static<typeof Guest>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-guest-star-session */
export const GuestStarSession = t.Object({ id: t.String(), guests: t.Array(Guest) })
export type GuestStarSession = Static<typeof GuestStarSession>
