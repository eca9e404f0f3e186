import { t } from './schema.ts'

/**
 * The schema of the ID of a user, a team, …: a decimal number. Another text is refused with the given message.
 */
export const numericId = (error: string) => t.String({ pattern: '^\\d+$', error })
