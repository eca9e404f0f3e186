import { requireModerator, requireUser } from '../../../access/requirements.ts'
import type { Store } from '../../../engine/store.ts'
import { badRequest, forbidden } from '../../../http/errors.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { findUser } from '../../users/store.ts'
import { isModerator } from '../moderators/store.ts'
import { SuspiciousUser } from './schema.ts'
import { seedSuspiciousUsers } from './seed.ts'
import { type Suspicion, tables, updateSuspiciousUser } from './store.ts'

const manage = {
  token: 'any',
  scopes: ['moderator:manage:suspicious_users'],
  userParam: 'moderator_id',
} as const

const channel = { broadcaster_id: t.String(), moderator_id: t.String() }

/** https://dev.twitch.tv/docs/api/reference/#add-suspicious-status-to-chat-user */
export const suspiciousUsers: Resource = {
  tables,
  seed: { relations: seedSuspiciousUsers },
  routes: (store, helix) =>
    helix('Moderation')
      .post(
        '/moderation/suspicious_users',
        ({ query, body: { user_id, status } }) => {
          const suspicion = { ...query, user_id }
          requireRight(store, suspicion)
          return { data: [updateSuspiciousUser(store, suspicion, status)] }
        },
        {
          auth: manage,
          query: query(channel),
          body: body({
            user_id: t.String(),
            status: t.Enum(['ACTIVE_MONITORING', 'RESTRICTED'], {
              error: 'The status specified was invalid. Must either be ACTIVE_MONITORING or RESTRICTED',
            }),
          }),
          response: dataOf(SuspiciousUser),
          detail: { summary: 'Add Suspicious Status to Chat User' },
        },
      )
      .delete(
        '/moderation/suspicious_users',
        ({ query }) => {
          requireRight(store, query)
          return { data: [updateSuspiciousUser(store, query, 'NO_TREATMENT')] }
        },
        {
          auth: manage,
          query: query({ ...channel, user_id: t.String() }),
          response: dataOf(SuspiciousUser),
          detail: { summary: 'Remove Suspicious Status From Chat User' },
        },
      ),
}

/** Requires a moderator, and a user who is neither the broadcaster nor a moderator. */
function requireRight(store: Store, { broadcaster_id, moderator_id, user_id }: Suspicion): void {
  requireUser(store, broadcaster_id, () =>
    badRequest('The ID in the broadcaster_id query parameter was not found.'),
  )
  requireModerator(store, broadcaster_id, moderator_id, () =>
    forbidden("The user in the moderator_id query parameter is not one of the broadcaster's moderators."),
  )
  if (!findUser(store, user_id) || isModerator(store, broadcaster_id, user_id))
    throw badRequest('The status update is not allowed for this user.')
}
