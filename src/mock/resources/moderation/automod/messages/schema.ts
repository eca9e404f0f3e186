import { type Static, t } from '../../../../http/schema.ts'

/** What a moderator decides about a held message. */
export const Action = t.Enum(['ALLOW', 'DENY'])
export type Action = Static<typeof Action>
