import { type Static, t } from '../../../http/schema.ts'

/** The name of a configuration segment. */
export const SegmentName = t.Enum(['broadcaster', 'developer', 'global'])
export type SegmentName = Static<typeof SegmentName>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-extension-configuration-segment */
export const ConfigurationSegment = t.Object({
  segment: SegmentName,
  /** The channel; left out for the global segment. */
  broadcaster_id: t.Optional(t.String()),
  content: t.String(),
  version: t.String(),
})
export type ConfigurationSegment = Static<typeof ConfigurationSegment>
