import type { Store } from '../../engine/store.ts'
import type { UserAuthorization } from '../../resources/accounts/authorizations/store.ts'
import { firstClient } from '../../resources/accounts/clients/store.ts'
import { named } from '../../resources/users/named.ts'
import { findUser, type StoredUser } from '../../resources/users/store.ts'
import type { Whisper } from '../../resources/whispers/store.ts'
import { type ExampleContext, events, type WrittenEvent } from './core/events.ts'

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#userauthorizationgrant */
export const users = events({
  'user.authorization.grant 1': {
    on: { 'user.authorization.grant': authorized },
    example: (context) => authorized(context.store, exampleAuthorization(context)),
  },
  'user.authorization.revoke 1': {
    on: {
      'user.authorization.revoke': authorized,
      'user.remove': (store, { id: user_id, client_ids }) =>
        client_ids.map((client_id) =>
          authorized(store, { client_id, user_id, user_login: null, user_name: null }),
        ),
    },
    example: (context) => authorized(context.store, exampleAuthorization(context)),
  },
  'user.update 1': {
    on: {
      'user.update'(store, { id }) {
        const user = findUser(store, id)
        return user && updated(user)
      },
    },
    example: ({ store, user_id, condition }) => updated(findUser(store, condition.user_id || user_id)!),
  },
  'user.whisper.message 1': {
    on: { 'whisper.send': whispered },
    example({ store, user_id, broadcaster_id, condition }) {
      const to_user_id = condition.user_id || broadcaster_id
      const from_user_id = user_id === to_user_id ? broadcaster_id : user_id
      const text = 'Hello! Will you stream tonight?'
      return whispered(store, { id: store.id(), from_user_id, to_user_id, text })
    },
  },
})

function authorized(_: Store, authorization: UserAuthorization): WrittenEvent {
  return {
    condition: { client_id: authorization.client_id },
    event: authorization,
  }
}

/** The event of a changed user; redactedEvent removes the email for apps without the scope user:read:email. */
function updated({ id, login, display_name, email, description }: StoredUser): WrittenEvent {
  return {
    condition: { user_id: id },
    event: {
      user_id: id,
      user_login: login,
      user_name: display_name,
      email,
      email_verified: true,
      description,
    },
  }
}

function whispered(store: Store, whisper: Omit<Whisper, 'sent_at'>): WrittenEvent {
  const { id, from_user_id, to_user_id, text } = whisper
  return {
    condition: { user_id: to_user_id },
    event: {
      ...named(store, 'from_user', from_user_id),
      ...named(store, 'to_user', to_user_id),
      whisper_id: id,
      whisper: { text },
    },
  }
}

function exampleAuthorization({ store, user_id, condition }: ExampleContext): UserAuthorization {
  const client_id = condition.client_id || firstClient(store)?.id || ''
  return { client_id, ...named(store, 'user', condition.user_id || user_id) }
}
