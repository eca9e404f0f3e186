import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-extension-live-channels */
export const ExtensionLiveChannel = t.Object({
  broadcaster_id: t.String(),
  broadcaster_name: t.String(),
  game_name: t.String(),
  game_id: t.String(),
  title: t.String(),
})
export type ExtensionLiveChannel = Static<typeof ExtensionLiveChannel>
