import { type Static, t } from '../../http/schema.ts'

const report = {
  /** The URL of the report, which is valid for five minutes. */
  URL: t.String(),
  type: t.Enum(['overview_v2']),
  date_range: t.Object({ started_at: t.Timestamp(), ended_at: t.Timestamp() }),
}

/** Source: https://dev.twitch.tv/docs/api/reference/#get-extension-analytics */
export const ExtensionAnalytics = t.Object({ extension_id: t.String(), ...report })
export type ExtensionAnalytics = Static<typeof ExtensionAnalytics>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-game-analytics */
export const GameAnalytics = t.Object({ game_id: t.String(), ...report })
export type GameAnalytics = Static<typeof GameAnalytics>
