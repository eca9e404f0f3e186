import { requireUser } from '../../access/requirements.ts'
import type { Store } from '../../engine/store.ts'
import { Milliseconds } from '../../engine/time.ts'
import { badRequest, conflict, notFound } from '../../http/errors.ts'
import { numericId } from '../../http/ids.ts'
import type { FrequencyLimit } from '../../http/limits.ts'
import { dataOf } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { query } from '../../http/validation.ts'
import { isBanned } from '../moderation/bans/store.ts'
import type { Resource } from '../resource.ts'
import { isBlocked } from '../users/blocks/store.ts'
import { PendingRaid } from './schema.ts'
import { beginRaid, cancelRaid, findPendingRaid, raidingPartyOf, tables, timers } from './store.ts'

const MAXIMUM_REQUESTS = 10
const WINDOW_MS = 10 * Milliseconds.minute

/** The mock's maximum of viewers for a raid; the documentation does not name the number. */
const MAXIMUM_VIEWERS = 100_000

const manage = { token: 'user', scopes: ['channel:manage:raids'] } as const

/** https://dev.twitch.tv/docs/api/reference/#start-a-raid */
export const raids: Resource = {
  tables,
  timers,
  routes: (store, helix) => {
    const starts = helix.limit(MAXIMUM_REQUESTS, WINDOW_MS)
    const cancellations = helix.limit(MAXIMUM_REQUESTS, WINDOW_MS)
    return helix('Raids')
      .post(
        '/raids',
        ({ query: { from_broadcaster_id, to_broadcaster_id }, headers: { authorization } }) => {
          requireOpenTarget(store, from_broadcaster_id, to_broadcaster_id)
          if (findPendingRaid(store, from_broadcaster_id)) {
            throw conflict('The broadcaster is already in the process of raiding another channel.')
          }
          countRequest(starts, authorization)
          const { created_at } = beginRaid(store, from_broadcaster_id, to_broadcaster_id)
          return { data: [{ created_at, is_mature: false }] }
        },
        {
          auth: { ...manage, userParam: 'from_broadcaster_id' },
          query: query({
            from_broadcaster_id: t.String(),
            to_broadcaster_id: numericId('The ID in the to_broadcaster_id query parameter is not valid.'),
          }),
          response: dataOf(PendingRaid),
          detail: { summary: 'Start a raid' },
        },
      )
      .delete(
        '/raids',
        ({ query: { broadcaster_id }, headers: { authorization } }) => {
          const raid = findPendingRaid(store, broadcaster_id)
          if (!raid) throw notFound("The broadcaster doesn't have a pending raid to cancel.")
          countRequest(cancellations, authorization)
          cancelRaid(store, raid)
        },
        {
          auth: { ...manage, userParam: 'broadcaster_id' },
          query: query({ broadcaster_id: t.String() }),
          detail: { summary: 'Cancel a raid' },
        },
      )
  },
}

/** Requires another channel as the target, which has neither blocked nor banned the broadcaster. */
function requireOpenTarget(store: Store, from: string, to: string): void {
  if (from === to) {
    throw badRequest('The IDs in from_broadcaster_id and to_broadcaster_id cannot be the same ID.')
  }
  requireUser(store, to, () => notFound('The targeted channel was not found.'))
  if (isBanned(store, to, from)) {
    throw badRequest('The raiding broadcaster is blocked from the targeted channel.')
  }
  if (isBlocked(store, to, from)) {
    throw badRequest("The targeted channel doesn't accept raids from this broadcaster.")
  }
  if (raidingPartyOf(store, from) > MAXIMUM_VIEWERS) {
    throw badRequest('There are too many viewers in the raiding party.')
  }
}

/** Counts successful requests by access token, so that a test with a new token has the whole limit. */
function countRequest(limit: FrequencyLimit, authorization = ''): void {
  limit.take(
    authorization,
    'The broadcaster exceeded the number of raid requests that they may make. The limit is 10 requests ' +
      'within a 10-minute window.',
  )
}
