import { t } from './schema.ts'

/**
 * The ID of a user, a team, …: a decimal number. Anything else is refused in the given words before it is looked for.
 */
export const numericId = (error: string) => t.String({ pattern: '^\\d+$', error })
