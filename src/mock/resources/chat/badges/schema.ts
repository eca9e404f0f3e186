import { type Static, t } from '../../../http/schema.ts'

const Version = t.Object({
  /** The ID of the version within its set: a number of months or Bits, or a name. */
  id: t.String(),
  image_url_1x: t.String(),
  image_url_2x: t.String(),
  image_url_4x: t.String(),
  title: t.String(),
  description: t.String(),
  click_action: t.Nullable(t.String()),
  click_url: t.Nullable(t.String()),
})

/** Source: https://dev.twitch.tv/docs/api/reference/#get-channel-chat-badges */
export const ChatBadge = t.Object({ set_id: t.String(), versions: t.Array(Version) })
export type ChatBadge = Static<typeof ChatBadge>
