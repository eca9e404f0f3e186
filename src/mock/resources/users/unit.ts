import type { Store } from '../../engine/store.ts'
import { conflict } from '../../http/errors.ts'
import { t } from '../../http/schema.ts'
import { labelIds } from '../content-classification-labels/schema.ts'
import { creates, fixture, reference, removes, type Units, updates } from '../unit.ts'
import { User } from './schema.ts'
import {
  createUser,
  findUser,
  findUserByLogin,
  type NewUser,
  removeUser,
  updateUser,
  userFixtures,
  userUnits,
} from './store.ts'

const id = t.Optional(t.String({ maxLength: 20, pattern: '^[0-9]+$' }))

const login = t.String({ maxLength: 25, pattern: '^[a-z0-9_]+$' })

const changeable = {
  display_name: t.Optional(t.String({ maxLength: 25 })),
  type: t.Optional(User.properties.type),
  broadcaster_type: t.Optional(User.properties.broadcaster_type),
  description: t.Optional(t.String({ minLength: 0, maxLength: 300 })),
  email: t.Optional(t.String()),
}

const channel = {
  title: t.Optional(t.String({ maxLength: 140, description: 'What the channel shows' })),
  game_id: t.Optional(reference('categories')),
  stream_language: t.Optional(t.String({ maxLength: 5 })),
  delay: t.Optional(t.Integer({ minimum: 0, maximum: 900, description: 'Seconds' })),
  tags: t.Optional(t.Array(t.String({ maxLength: 25 }), { maxItems: 10 })),
  content_classification_labels: t.Optional(t.Array(t.Enum(labelIds))),
  is_branded_content: t.Optional(t.Boolean()),
}

/** The units of users. */
export const units: Units = {
  users: {
    description: 'Users, with what their channels say.',
    rows: () => userUnits,
    named: { by: 'login' },
    create: creates('Make a user', { id, login, ...changeable }, (store, fields) => create(store, fields)),
    fixture: fixture(
      {
        id,
        login,
        ...changeable,
        profile_image_url: t.Optional(t.String()),
        offline_image_url: t.Optional(t.String()),
        view_count: t.Optional(t.Integer({ minimum: 0 })),
        created_at: t.Optional(t.Timestamp()),
        ...channel,
      },
      (store, { stream_language: broadcaster_language, ...fields }) => {
        const isOfChannel = ([name]: [string, unknown]) => name in channel
        const said = Object.entries(fields).filter(isOfChannel)
        const user = Object.entries(fields).filter((member) => !isOfChannel(member))
        return create(store, Object.fromEntries(user) as unknown as NewUser, {
          ...Object.fromEntries(said),
          ...(broadcaster_language && { broadcaster_language }),
        })
      },
      { rows: userFixtures },
    ),
    update: updates('Change a user', { login: t.Optional(login), ...changeable }, (store, id, fields) => {
      if (fields.login && findUser(store, id)?.login !== fields.login) refuseTaken(store, fields.login)
      updateUser(store, id, fields)
    }),
    remove: removes('Remove a user, with all that is theirs', removeUser),
  },
}

function create(store: Store, user: NewUser, channel?: Parameters<typeof createUser>[2]): string {
  if (user.id && findUser(store, user.id)) {
    throw conflict(`There is a user with the id ${user.id} already.`, 'id')
  }
  refuseTaken(store, user.login)
  return createUser(store, user, channel).id
}

function refuseTaken(store: Store, wanted: string): void {
  if (findUserByLogin(store, wanted))
    throw conflict(`There is a user with the login ${wanted} already.`, 'login')
}
