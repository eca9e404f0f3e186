import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-guest-star-invites */
export const GuestStarInvite = t.Object({
  user_id: t.String(),
  invited_at: t.Timestamp(),
  status: t.Enum(['INVITED', 'ACCEPTED', 'READY']),
  is_video_enabled: t.Boolean(),
  is_audio_enabled: t.Boolean(),
  is_video_available: t.Boolean(),
  is_audio_available: t.Boolean(),
})
export type GuestStarInvite = Static<typeof GuestStarInvite>
