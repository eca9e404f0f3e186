import type { Store } from '../../engine/store.ts'
import type { UserAuthorization } from '../../resources/accounts/authorizations/store.ts'
import { firstClient } from '../../resources/accounts/clients/store.ts'
import { findUser, type StoredUser } from '../../resources/users/store.ts'
import type { Whisper } from '../../resources/whispers/store.ts'
import type { EventSubEvent } from '../event.ts'
import type { EventGroup, ExampleContext } from './core/event-group.ts'
import { named } from './core/named.ts'

type AuthorizationType = 'user.authorization.grant' | 'user.authorization.revoke'

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#userauthorizationgrant */
export const users: EventGroup = {
  listen(on, store, publish) {
    for (const type of ['user.authorization.grant', 'user.authorization.revoke'] as const) {
      on(type, (authorization, at) => publish(authorized(type, authorization, at)))
    }
    on('user.remove', ({ id, client_ids }, at) => {
      for (const client_id of client_ids) publish(gone(client_id, id, at))
    })
    on('user.update', ({ id }, at) => {
      const user = findUser(store, id)
      if (user) publish(updated(user, at))
    })
    on('whisper.send', (whisper, at) => publish(whispered(store, whisper, at)))
  },
  examples: {
    'user.authorization.grant': (context) =>
      authorized('user.authorization.grant', exampleAuthorization(context), context.at),
    'user.authorization.revoke': (context) =>
      authorized('user.authorization.revoke', exampleAuthorization(context), context.at),
    'user.update': ({ store, user_id, condition, at }) =>
      updated(findUser(store, condition.user_id || user_id)!, at),
    'user.whisper.message'({ store, user_id, broadcaster_id, condition, at }) {
      const to_user_id = condition.user_id || broadcaster_id
      const from_user_id = user_id === to_user_id ? broadcaster_id : user_id
      const text = 'Hello! Will you stream tonight?'
      return whispered(store, { id: store.id(), from_user_id, to_user_id, text }, at)
    },
  },
}

const authorized = (type: AuthorizationType, authorization: UserAuthorization, at: Date): EventSubEvent => ({
  type,
  version: '1',
  condition: { client_id: authorization.client_id },
  event: authorization,
  at,
})

const gone = (client_id: string, user_id: string, at: Date): EventSubEvent =>
  authorized('user.authorization.revoke', { client_id, user_id, user_login: null, user_name: null }, at)

/** Apps with the scope user:read:email are told the email. */
function updated({ id, login, display_name, email, description }: StoredUser, at: Date): EventSubEvent {
  return {
    type: 'user.update',
    version: '1',
    condition: { user_id: id },
    event: {
      user_id: id,
      user_login: login,
      user_name: display_name,
      email,
      email_verified: true,
      description,
    },
    at,
  }
}

function whispered(store: Store, whisper: Omit<Whisper, 'sent_at'>, at: Date): EventSubEvent {
  const { id, from_user_id, to_user_id, text } = whisper
  return {
    type: 'user.whisper.message',
    version: '1',
    condition: { user_id: to_user_id },
    event: {
      ...named(store, 'from_user', from_user_id),
      ...named(store, 'to_user', to_user_id),
      whisper_id: id,
      whisper: { text },
    },
    at,
  }
}

function exampleAuthorization({ store, user_id, condition }: ExampleContext): UserAuthorization {
  const client_id = condition.client_id || firstClient(store)?.id || ''
  return { client_id, ...named(store, 'user', condition.user_id || user_id) }
}
