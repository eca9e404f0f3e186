import type { Store } from '../../engine/store.ts'
import { conflict } from '../../http/errors.ts'
import { t } from '../../http/schema.ts'
import { creates, removes, type Units, updates } from '../unit.ts'
import { User } from './schema.ts'
import { createUser, findUser, findUserByLogin, removeUser, updateUser, userUnits } from './store.ts'

const login = t.String({ maxLength: 25, pattern: '^[a-z0-9_]+$' })

const changeable = {
  display_name: t.Optional(t.String({ maxLength: 25 })),
  type: t.Optional(User.properties.type),
  broadcaster_type: t.Optional(User.properties.broadcaster_type),
  description: t.Optional(t.String({ minLength: 0, maxLength: 300 })),
  email: t.Optional(t.String()),
}

/** The units of users. */
export const units: Units = {
  users: {
    description: 'Users, with what their channels say.',
    rows: () => userUnits,
    create: creates(
      'Make a user',
      { id: t.Optional(t.String({ pattern: '^[0-9]+$' })), login, ...changeable },
      (store, fields) => {
        if (fields.id && findUser(store, fields.id))
          throw conflict(`There is a user with the id ${fields.id} already.`)
        refuseTaken(store, fields.login)
        return createUser(store, fields).id
      },
    ),
    update: updates('Change a user', { login: t.Optional(login), ...changeable }, (store, id, fields) => {
      if (fields.login && findUser(store, id)?.login !== fields.login) refuseTaken(store, fields.login)
      updateUser(store, id, fields)
    }),
    remove: removes('Remove a user, with all that is theirs', removeUser),
  },
}

function refuseTaken(store: Store, wanted: string): void {
  if (findUserByLogin(store, wanted)) throw conflict(`There is a user with the login ${wanted} already.`)
}
