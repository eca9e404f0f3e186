import type { Store } from '../../engine/store.ts'
import { badRequest, notFound } from '../../http/errors.ts'
import { type Static, t } from '../../http/schema.ts'
import type { Poll } from './schema.ts'
import { endPoll } from './store.ts'

/** The statuses of an early end: TERMINATED shows the result, ARCHIVED hides it. */
export const EarlyEnd = t.Enum(['TERMINATED', 'ARCHIVED'])

/**
 * Ends a poll early.
 *
 * @throws HelixError 404 without a poll, 400 if it has ended
 */
export function endEarly(store: Store, poll: Poll | undefined, status: Static<typeof EarlyEnd>): Poll {
  if (!poll) throw notFound('The ID in id was not found.')
  if (poll.status !== 'ACTIVE') throw badRequest('The poll must be active to terminate or archive it.')
  return endPoll(store, poll, status)
}
