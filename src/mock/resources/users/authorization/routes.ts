import { numericId } from '../../../http/ids.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { UserAuthorization } from './schema.ts'
import { listAuthorizations } from './store.ts'

const malformed = 'Request is malformed - invalid parameters or missing parameters.'

/** https://dev.twitch.tv/docs/api/reference/#get-authorization-by-user */
export const userAuthorizations: Resource = {
  routes: (store, helix) =>
    helix('Users').get(
      '/authorization/users',
      ({ query: { user_id }, caller }) => ({ data: listAuthorizations(store, caller.client_id, user_id) }),
      {
        auth: { token: 'app' },
        query: query({ user_id: t.Array(numericId(malformed), { maxItems: 10 }) }),
        response: dataOf(UserAuthorization),
        detail: { summary: 'Get Authorization By User' },
      },
    ),
}
