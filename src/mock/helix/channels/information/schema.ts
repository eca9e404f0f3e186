import { type Static, t } from '../../schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-channel-information */
export const Channel = t.Object({
  broadcaster_id: t.String(),
  broadcaster_login: t.String(),
  broadcaster_name: t.String(),
  broadcaster_language: t.String(),
  /** Empty, as the name, when no category was chosen. */
  game_id: t.String(),
  game_name: t.String(),
  title: t.String(),
  /** Seconds. */
  delay: t.Integer(),
  tags: t.Array(t.String()),
  content_classification_labels: t.Array(t.String()),
  is_branded_content: t.Boolean(),
})
export type Channel = Static<typeof Channel>
