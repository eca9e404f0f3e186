import { requireModerator } from '../../../access/requirements.ts'
import { forbidden, notFound } from '../../../http/errors.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { isBlocked } from '../../users/blocks/store.ts'
import { findUser } from '../../users/store.ts'
import { manage, moderated, read } from '../authorization.ts'
import { notAModerator, requireGuestStarSession } from '../requirements.ts'
import { listGuests } from '../sessions/store.ts'
import { GuestStarInvite } from './schema.ts'
import { seedGuestStar } from './seed.ts'
import { createInvite, deleteInvite, findInvite, listInvites, tables } from './store.ts'
import { units } from './unit.ts'

const invalidSession = 'Invalid session_id'

const ofGuest = { ...moderated, session_id: t.String(), guest_id: t.String() }

/** https://dev.twitch.tv/docs/api/reference/#get-guest-star-invites */
export const guestStarInvites: Resource = {
  tables,
  seed: { relations: seedGuestStar },
  units,
  routes: (store, helix) =>
    helix('Guest Star')
      .get(
        '/guest_star/invites',
        ({ query: { broadcaster_id, moderator_id, session_id } }) => {
          requireModerator(store, broadcaster_id, moderator_id, notAModerator)
          return {
            data: listInvites(
              store,
              requireGuestStarSession(store, broadcaster_id, session_id, invalidSession).id,
            ),
          }
        },
        {
          auth: read,
          query: query({ ...moderated, session_id: t.String() }),
          response: dataOf(GuestStarInvite),
          detail: { summary: 'Get Guest Star Invites' },
        },
      )
      .post(
        '/guest_star/invites',
        ({ query: { broadcaster_id, moderator_id, session_id, guest_id } }) => {
          requireModerator(store, broadcaster_id, moderator_id, notAModerator)
          const session = requireGuestStarSession(store, broadcaster_id, session_id, invalidSession)
          // The documentation does not say which users cannot be invited: here, those who have blocked the host.
          if (!findUser(store, guest_id) || isBlocked(store, guest_id, broadcaster_id)) {
            throw forbidden('Unauthorized guest invited')
          }
          const isThere = listGuests(store, session.id).some(({ user_id }) => user_id === guest_id)
          if (isThere || findInvite(store, session.id, guest_id)) throw forbidden('Guest already invited')
          createInvite(store, session, guest_id, moderator_id)
        },
        { auth: manage, query: query(ofGuest), detail: { summary: 'Send Guest Star Invite' } },
      )
      .delete(
        '/guest_star/invites',
        ({ query: { broadcaster_id, moderator_id, session_id, guest_id } }) => {
          requireModerator(store, broadcaster_id, moderator_id, notAModerator)
          const session = requireGuestStarSession(store, broadcaster_id, session_id, invalidSession)
          if (!findInvite(store, session.id, guest_id)) {
            throw notFound('No invite exists for specified guest_id')
          }
          deleteInvite(store, session, guest_id, moderator_id)
        },
        { auth: manage, query: query(ofGuest), detail: { summary: 'Delete Guest Star Invite' } },
      ),
}
