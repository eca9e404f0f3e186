import { type Static, t } from '../../http/schema.ts'

/** The IDs of all labels. MatureGame follows from a category and cannot be chosen. */
export const labelIds = [
  'DebatedSocialIssuesAndPolitics',
  'DrugsIntoxication',
  'Gambling',
  'MatureGame',
  'ProfanityVulgarity',
  'SexualThemes',
  'ViolentGraphic',
] as const
/** The ID of a label. */
export type LabelId = (typeof labelIds)[number]

/** Source: https://dev.twitch.tv/docs/api/reference/#get-content-classification-labels */
export const ContentClassificationLabel = t.Object({
  id: t.Enum(labelIds),
  description: t.String(),
  name: t.String(),
})
export type ContentClassificationLabel = Static<typeof ContentClassificationLabel>
