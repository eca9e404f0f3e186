import { type Static, t } from '../../../http/schema.ts'

const images = t.Object({ url_1x: t.String(), url_2x: t.String(), url_4x: t.String() })

/** The variants of an emote's image: https://dev.twitch.tv/docs/irc/emotes#cdn-template */
const drawings = {
  format: t.Array(t.Enum(['animated', 'static'])),
  scale: t.Array(t.Enum(['1.0', '2.0', '3.0'])),
  theme_mode: t.Array(t.Enum(['dark', 'light'])),
}

const EmoteType = t.Enum([
  'none',
  'bitstier',
  'follower',
  'subscriptions',
  'channelpoints',
  'rewards',
  'hypetrain',
  'prime',
  'turbo',
  'smilies',
  'globals',
  'owl2019',
  'twofactor',
  'limitedtime',
])
/** The type of an emote, by the way in which users unlock it. */
export type EmoteType = Static<typeof EmoteType>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-global-emotes */
export const GlobalEmote = t.Object({ id: t.String(), name: t.String(), images, ...drawings })
export type GlobalEmote = Static<typeof GlobalEmote>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-channel-emotes */
export const ChannelEmote = t.Object({
  id: t.String(),
  name: t.String(),
  images,
  /** The subscription tier that unlocks it; empty for other emotes. */
  tier: t.Enum(['', '1000', '2000', '3000']),
  emote_type: t.Enum(['bitstier', 'follower', 'subscriptions']),
  emote_set_id: t.String(),
  ...drawings,
})
export type ChannelEmote = Static<typeof ChannelEmote>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-emote-sets */
export const Emote = t.Object({
  id: t.String(),
  name: t.String(),
  images,
  emote_type: EmoteType,
  emote_set_id: t.String(),
  owner_id: t.String(),
  ...drawings,
})
export type Emote = Static<typeof Emote>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-user-emotes */
export const UserEmote = t.Omit(Emote, ['images'])
export type UserEmote = Static<typeof UserEmote>
