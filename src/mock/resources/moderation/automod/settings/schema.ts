import { type Static, t } from '../../../../http/schema.ts'

/** A level of AutoMod: 0 is off, 4 is the strictest. */
export const Level = t.Integer({
  minimum: 0,
  maximum: 4,
  description: 'From 0, no filtering, to 4',
  error: 'The value of one or more AutoMod settings is not valid.',
})

/** The categories of AutoMod, each with its own level. */
export const Levels = t.Object({
  disability: Level,
  aggression: Level,
  sexuality_sex_or_gender: Level,
  misogyny: Level,
  bullying: Level,
  swearing: Level,
  race_ethnicity_or_religion: Level,
  sex_based_terms: Level,
})
export type Levels = Static<typeof Levels>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-automod-settings */
export const AutoModSettings = t.Object({
  broadcaster_id: t.String(),
  /** The moderator in the request. */
  moderator_id: t.String(),
  /** The overall level; null if the levels differ from those of each overall level. */
  overall_level: t.Nullable(Level),
  ...Levels.properties,
})
export type AutoModSettings = Static<typeof AutoModSettings>
