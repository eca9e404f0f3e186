import { type Static, t } from '../../../../http/schema.ts'

/** How strictly AutoMod listens. */
export const Level = t.Integer({
  minimum: 0,
  maximum: 4,
  description: 'From 0, no filtering, to 4',
  error: 'The value of one or more AutoMod settings is not valid.',
})

/** What AutoMod listens for, each with its own level. */
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
  /** Who asks. */
  moderator_id: t.String(),
  /** Null if the levels are not those of an overall level. */
  overall_level: t.Nullable(Level),
  ...Levels.properties,
})
export type AutoModSettings = Static<typeof AutoModSettings>
