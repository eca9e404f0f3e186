import { type Static, t } from '../../../../http/schema.ts'

/** The decision of a moderator about a held message. */
export const Action = t.Enum(['ALLOW', 'DENY'])
export type Action = Static<typeof Action>
