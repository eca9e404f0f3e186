import { requireModerator } from '../../../access/requirements.ts'
import { badRequest } from '../../../http/errors.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { manageOwn, moderated, read } from '../authorization.ts'
import { invalidSession, notAModerator } from '../requirements.ts'
import { GuestStarSession } from './schema.ts'
import {
  createGuestStarSession,
  endGuestStarSession,
  findActiveGuestStarSession,
  findGuestStarSession,
  sessionWithGuests,
  tables,
} from './store.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-guest-star-session */
export const guestStarSessions: Resource = {
  tables,
  routes: (store, helix) =>
    helix('Guest Star')
      .get(
        '/guest_star/session',
        ({ query: { broadcaster_id, moderator_id } }) => {
          requireModerator(store, broadcaster_id, moderator_id, notAModerator)
          const session = findActiveGuestStarSession(store, broadcaster_id)
          return { data: session ? [sessionWithGuests(store, session)] : [] }
        },
        {
          auth: read,
          query: query(moderated),
          response: dataOf(GuestStarSession),
          detail: { summary: 'Get Guest Star Session' },
        },
      )
      .post(
        '/guest_star/session',
        ({ query: { broadcaster_id } }) => {
          if (findActiveGuestStarSession(store, broadcaster_id))
            throw badRequest('Session limit reached (1 active call)')
          return { data: [sessionWithGuests(store, createGuestStarSession(store, broadcaster_id))] }
        },
        {
          auth: manageOwn,
          query: query({ broadcaster_id: t.String() }),
          response: dataOf(GuestStarSession),
          detail: { summary: 'Create Guest Star Session' },
        },
      )
      .delete(
        '/guest_star/session',
        ({ query: { broadcaster_id, session_id } }) => {
          const session = findGuestStarSession(store, broadcaster_id, session_id)
          if (!session) throw badRequest(invalidSession)
          if (session.ended_at !== null) throw badRequest('Session has already been ended')
          const last = sessionWithGuests(store, session)
          endGuestStarSession(store, session)
          return { data: [last] }
        },
        {
          auth: manageOwn,
          query: query({ broadcaster_id: t.String(), session_id: t.String() }),
          response: dataOf(GuestStarSession),
          detail: { summary: 'End Guest Star Session' },
        },
      ),
}
