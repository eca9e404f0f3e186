import type { Store } from '../engine/store.ts'
import { conflict } from '../http/errors.ts'
import { t } from '../http/schema.ts'
import {
  createUser,
  findUser,
  findUserByLogin,
  removeUser,
  updateUser,
  userColumns,
} from '../resources/users/store.ts'
import { creates, rowsOf, type Unit, updates } from './unit.ts'

const login = t.String({ minLength: 1, maxLength: 25, pattern: '^[a-z0-9_]+$' })

const changeable = {
  display_name: t.Optional(t.String({ maxLength: 25 })),
  type: t.Optional(t.Enum(['admin', 'global_mod', 'staff', ''])),
  broadcaster_type: t.Optional(t.Enum(['affiliate', 'partner', ''])),
  description: t.Optional(t.String({ minLength: 0, maxLength: 300 })),
  email: t.Optional(t.String()),
}

/** The users: one can be made with a chosen id, login and type. */
export const users: Unit = {
  rows: () => rowsOf('users', userColumns),
  create: creates(
    { id: t.Optional(t.String({ pattern: '^[0-9]+$' })), login, ...changeable },
    (store, fields) => {
      if (fields.id && findUser(store, fields.id))
        throw conflict(`There is a user with the id ${fields.id} already.`)
      refuseTaken(store, fields.login)
      return createUser(store, fields).id
    },
  ),
  update: updates({ login: t.Optional(login), ...changeable }, (store, id, fields) => {
    if (fields.login && findUser(store, id)?.login !== fields.login) refuseTaken(store, fields.login)
    updateUser(store, id, fields)
  }),
  remove: removeUser,
}

function refuseTaken(store: Store, wanted: string): void {
  if (findUserByLogin(store, wanted)) throw conflict(`There is a user with the login ${wanted} already.`)
}
