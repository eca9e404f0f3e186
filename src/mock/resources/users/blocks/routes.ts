import { requireUser } from '../../../access/requirements.ts'
import { badRequest } from '../../../http/errors.ts'
import { paged, pageOf, pageQuery } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { BlockedUser, BlockReason, SourceContext } from './schema.ts'
import { seedBlocks } from './seed.ts'
import { blockUser, listBlocks, tables, unblockUser } from './store.ts'

const manage = { token: 'user', scopes: ['user:manage:blocked_users'] } as const

/** https://dev.twitch.tv/docs/api/reference/#get-user-block-list */
export const blocks: Resource = {
  tables,
  seed: { relations: seedBlocks },
  routes: (store, helix) =>
    helix('Users')
      .get(
        '/users/blocks',
        ({ query: { broadcaster_id, ...request } }) => paged(listBlocks(store, broadcaster_id, request)),
        {
          auth: { token: 'user', scopes: ['user:read:blocked_users'], userParam: 'broadcaster_id' },
          query: query({ broadcaster_id: t.String(), ...pageQuery() }),
          response: pageOf(BlockedUser),
          detail: { summary: 'Get User Block List' },
        },
      )
      .put(
        '/users/blocks',
        ({ query: { target_user_id, source_context = null, reason = null }, caller }) => {
          if (target_user_id === caller.user_id) {
            throw badRequest(
              'The ID in target_user_id cannot be the same as the user ID in the access token.',
            )
          }
          requireUser(store, target_user_id, () => badRequest('The ID in target_user_id is not valid.'))
          blockUser(store, {
            broadcaster_id: caller.user_id,
            user_id: target_user_id,
            source_context,
            reason,
          })
        },
        {
          auth: manage,
          query: query({
            target_user_id: t.String(),
            source_context: t.Optional(SourceContext),
            reason: t.Optional(BlockReason),
          }),
          detail: { summary: 'Block User' },
        },
      )
      .delete(
        '/users/blocks',
        ({ query: { target_user_id }, caller }) => unblockUser(store, caller.user_id, target_user_id),
        {
          auth: manage,
          query: query({ target_user_id: t.String() }),
          detail: { summary: 'Unblock User' },
        },
      ),
}
