import type { Caller } from '../../access/auth.ts'
import type { Store } from '../../engine/store.ts'
import { badRequest } from '../../http/errors.ts'
import { dataOf } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { query } from '../../http/validation.ts'
import type { Resource } from '../resource.ts'
import { User } from './schema.ts'
import { seedUsers } from './seed.ts'
import { listUsers, type StoredUser, tables, updateUser } from './store.ts'
import { units } from './unit.ts'

const MAXIMUM_USERS = 100

/** https://dev.twitch.tv/docs/api/reference/#get-users */
export const users: Resource = {
  tables,
  seed: { users: seedUsers },
  units,
  routes: (store, helix) =>
    helix('Users')
      .get(
        '/users',
        ({ query: { id = [], login = [] }, caller }) => ({ data: getUsers(store, caller, id, login) }),
        {
          auth: { token: 'any' },
          query: query({
            id: t.Optional(t.Array(t.String())),
            login: t.Optional(t.Array(t.String())),
          }),
          response: dataOf(User),
          detail: { summary: 'Get Users' },
        },
      )
      .put(
        '/users',
        ({ query: { description }, caller }) => {
          const user = updateUser(store, caller.user_id, { description })
          return { data: [visibleTo(caller, user)] }
        },
        {
          auth: { token: 'user', scopes: ['user:edit'] },
          query: query({ description: t.Optional(t.String({ minLength: 0, maxLength: 300 })) }),
          response: dataOf(User),
          detail: { summary: 'Update User' },
        },
      ),
}

function getUsers(store: Store, caller: Caller, ids: string[], logins: string[]): User[] {
  if (ids.length + logins.length > MAXIMUM_USERS) {
    throw badRequest('The request exceeded the maximum allowed number of id and/or login query parameters.')
  }
  if (ids.length + logins.length === 0) {
    if (!caller.user_id) {
      throw badRequest(
        'The id or login query parameter is required unless the request uses a user access token.',
      )
    }
    ids = [caller.user_id]
  }
  return listUsers(store, ids, logins).map((user) => visibleTo(caller, user))
}

/** The user as a caller sees it: with the scope, the token's own user has the email, all others an empty one. */
function visibleTo(caller: Caller, { email, ...user }: StoredUser): User {
  if (!caller.scopes.includes('user:read:email')) return user
  return { ...user, email: caller.user_id === user.id ? email : '' }
}
