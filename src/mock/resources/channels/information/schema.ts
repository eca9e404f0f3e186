import { type Static, t } from '../../../http/schema.ts'
import { labelIds } from '../../content-classification-labels/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-channel-information */
export const Channel = t.Object({
  broadcaster_id: t.String(),
  broadcaster_login: t.String(),
  broadcaster_name: t.String(),
  broadcaster_language: t.String(),
  /** Empty, like the name, if the channel has no category. */
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

const LabelChange = t.Object({ id: t.Enum(labelIds), is_enabled: t.Boolean() })

/** The languages that a broadcaster can choose. Source: https://help.twitch.tv/s/article/languages-on-twitch */
export const languages = (
  'ar asl bg ca cs da de el en es fi fr hi hu id it ja ko ms nl no pl pt ro ru sk sv th tl tr uk vi zh ' +
  'zh-hk other'
).split(' ')

/** The changeable members. Source: https://dev.twitch.tv/docs/api/reference/#modify-channel-information */
export const channelChanges = {
  /** "0" and "" unset it. */
  game_id: t.Optional(
    t.String({ minLength: 0, pattern: '^[0-9]*$', error: 'The ID in game_id is not valid.' }),
  ),
  broadcaster_language: t.Optional(
    t.Enum(languages, { error: 'The language in broadcaster_language is not supported.' }),
  ),
  title: t.Optional(t.String({ minLength: 0, maxLength: 140, tooLong: 'Title is too long.' })),
  delay: t.Optional(t.Integer({ minimum: 0, maximum: 900, description: 'Seconds', mayBeText: true })),
  tags: t.Optional(t.Array(t.String({ maxLength: 25 }), { maxItems: 10 })),
  /** Some client libraries send only the IDs of labels. */
  content_classification_labels: t.Optional(t.Array(t.Union([LabelChange, t.Enum(labelIds)]))),
  is_branded_content: t.Optional(t.Boolean()),
}
const ChannelChanges = t.Object(channelChanges)
/** The changes of a channel. */
export type ChannelChanges = Static<typeof ChannelChanges>
