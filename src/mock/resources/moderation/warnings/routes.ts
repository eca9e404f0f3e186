import type { Store } from '../../../engine/store.ts'
import { badRequest } from '../../../http/errors.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { findUser } from '../../users/store.ts'
import { isModerator } from '../moderators/store.ts'
import { requestLimit } from '../request-limit.ts'
import { Warning } from './schema.ts'
import { seedWarnings } from './seed.ts'
import { tables, warnUser } from './store.ts'
import { units } from './unit.ts'

/** https://dev.twitch.tv/docs/api/reference/#warn-chat-user */
export const warnings: Resource = {
  tables,
  seed: { relations: seedWarnings },
  units,
  routes: (store, helix) => {
    const take = requestLimit(helix)
    return helix('Moderation').post(
      '/moderation/warnings',
      ({ query, body: { data }, caller }) => {
        const { broadcaster_id } = query
        if (!mayBeWarned(store, broadcaster_id, data.user_id))
          throw badRequest('The user specified in the user_id may not be warned.')
        take(caller, broadcaster_id)
        return { data: [warnUser(store, { ...query, ...data })] }
      },
      {
        auth: {
          token: 'user',
          appGrant: 'user',
          scopes: ['moderator:manage:warnings'],
          userParam: 'moderator_id',
          moderatorOf: 'broadcaster_id',
        },
        query: query({ broadcaster_id: t.String(), moderator_id: t.String() }),
        body: body({
          data: t.Object({
            user_id: t.String({ minLength: 1 }),
            reason: t.String({ minLength: 1, maxLength: 500 }),
          }),
        }),
        response: dataOf(Warning),
        detail: { summary: 'Warn Chat User' },
      },
    )
  },
}

/** Whether a user may be warned: neither the broadcaster nor a moderator. */
const mayBeWarned = (store: Store, broadcaster_id: string, user_id: string) =>
  findUser(store, user_id)?.type === '' && !isModerator(store, broadcaster_id, user_id)
