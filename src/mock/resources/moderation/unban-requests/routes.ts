import { requireModerator, requireUser } from '../../../access/requirements.ts'
import type { Store } from '../../../engine/store.ts'
import { badRequest, notFound } from '../../../http/errors.ts'
import { numericId } from '../../../http/ids.ts'
import { dataOf, paged, pageOf, pageQuery } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { Decision, ResolutionText, UnbanRequest } from './schema.ts'
import { seedUnbanRequests } from './seed.ts'
import {
  findUnbanRequest,
  listUnbanRequests,
  receivesUnbanRequests,
  resolveUnbanRequest,
  tables,
} from './store.ts'
import { units } from './unit.ts'

const manage = {
  token: 'user',
  scopes: ['moderator:manage:unban_requests'],
  userParam: 'moderator_id',
} as const
const read = {
  ...manage,
  scopes: ['moderator:read:unban_requests', 'moderator:manage:unban_requests'],
} as const

const invalidBroadcaster = 'The ID in the broadcaster_id query parameter is not valid.'
const invalidModerator = 'The ID in the moderator_id query parameter is not valid.'

const channel = { broadcaster_id: numericId(invalidBroadcaster), moderator_id: t.String() }

/** https://dev.twitch.tv/docs/api/reference/#get-unban-requests */
export const unbanRequests: Resource = {
  tables,
  seed: { relations: seedUnbanRequests },
  units,
  routes: (store, helix) =>
    helix('Moderation')
      .get(
        '/moderation/unban_requests',
        ({ query: { broadcaster_id, moderator_id, status, user_id, ...request } }) => {
          requireModeration(store, broadcaster_id, moderator_id)
          return paged(listUnbanRequests(store, { broadcaster_id, status, user_id }, request))
        },
        {
          auth: read,
          query: query({
            ...channel,
            status: t.Enum(['pending', 'approved', 'denied', 'acknowledged', 'canceled']),
            user_id: t.Optional(t.String()),
            ...pageQuery(),
          }),
          response: pageOf(UnbanRequest),
          detail: { summary: 'Get Unban Requests' },
        },
      )
      .patch(
        '/moderation/unban_requests',
        ({ query: { broadcaster_id, moderator_id, unban_request_id, ...decision } }) => {
          requireModeration(store, broadcaster_id, moderator_id)
          if (!receivesUnbanRequests(store, broadcaster_id))
            throw badRequest('The broadcaster is not receiving unban requests')
          const request = findUnbanRequest(store, broadcaster_id, unban_request_id)
          if (!request) throw notFound('The unban request ID was not found.')
          if (request.status !== 'pending') throw badRequest('Invalid requested update')
          return { data: [resolveUnbanRequest(store, request, { moderator_id, ...decision })] }
        },
        {
          auth: manage,
          query: query({
            ...channel,
            unban_request_id: t.String(),
            status: Decision,
            resolution_text: t.Optional(ResolutionText),
          }),
          response: dataOf(UnbanRequest),
          detail: { summary: 'Resolve Unban Requests' },
        },
      ),
}

/** Requires a moderator, with 400 as the refusal, since the documentation has no 403 here. */
function requireModeration(store: Store, broadcaster_id: string, moderator_id: string): void {
  requireUser(store, broadcaster_id, () => badRequest(invalidBroadcaster))
  requireModerator(store, broadcaster_id, moderator_id, () => badRequest(invalidModerator))
}
