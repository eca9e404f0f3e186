import { allScopes, scopeDescriptions } from '../../../../twitch/scopes.ts'
import type { Store } from '../../../engine/store.ts'
import { shifted } from '../../../engine/time.ts'
import { badRequest, conflict, notFound } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import { creates, fixture, reference, removes, requireUsers, type Units, updates } from '../../unit.ts'
import { findClient } from '../clients/store.ts'
import {
  expireToken,
  findRenewed,
  findToken,
  forgetIfExpired,
  insertRefreshToken,
  insertToken,
  newTokenValue,
  revokeToken,
  TOKEN_LIFETIME_MS,
  tokenUnits,
} from './store.ts'

const value = (description: string) =>
  t.Optional(t.String({ pattern: '^[!-~]+$', maxLength: 100, description }))

const body = {
  token: value('Drawn at random if it is left out'),
  client_id: reference('clients'),
  user_id: t.Optional(reference('users', { description: 'Nobody for an app access token' })),
  scopes: t.Optional(t.Array(t.Enum(allScopes, { 'x-enumDescriptions': scopeDescriptions }))),
  refresh_token: value('What renews it; nothing does if it is left out'),
  expires_at: t.Optional(t.Timestamp({ description: 'A day from now if it is left out' })),
}

interface NewToken {
  token?: string
  client_id: string
  user_id?: string
  scopes?: string[]
  refresh_token?: string
  expires_at?: string
}

/** The units of tokens. */
export const units: Units = {
  tokens: {
    description: 'Access tokens, each with what renews it.',
    rows: () => tokenUnits,
    id: 'token',
    create: creates('Issue an access token', body, (store, wanted) => {
      if (!findClient(store, wanted.client_id)) throw notFound(`There is no client ${wanted.client_id}.`)
      if (wanted.user_id) requireUsers(store, wanted.user_id)
      return issue(store, wanted)
    }),
    update: updates(
      'Change when an access token expires',
      { expires_at: t.Timestamp({ description: 'The token has expired from then on' }) },
      (store, token, { expires_at }) => expireToken(store, token, Date.parse(expires_at)),
    ),
    remove: removes('Revoke an access token', revoke),
    fixture: fixture(body, issue),
  },
}

function revoke(store: Store, token: string): void {
  const found = findToken(store, token)
  if (found) revokeToken(store, found)
  else forgetIfExpired(store, token)
}

function issue(store: Store, wanted: NewToken): string {
  const {
    token = newTokenValue(store),
    client_id,
    user_id = '',
    scopes = [],
    refresh_token,
    expires_at,
  } = wanted
  if (findToken(store, token)) throw conflict('There is such a token already.', 'token')
  if (refresh_token && !user_id) throw badRequest('An app access token cannot be renewed.', 'refresh_token')
  const client = findClient(store, client_id)!
  const expiry = expires_at ? Date.parse(expires_at) : shifted(store.now(), TOKEN_LIFETIME_MS).getTime()
  forgetIfExpired(store, token)
  insertToken(store, { token, client_id, user_id, scopes, expires_at: expiry }, [], refresh_token)
  const renewed = refresh_token && findRenewed(store, refresh_token)
  if (renewed && (renewed.user_id !== user_id || renewed.client_id !== client_id)) {
    throw conflict('The refresh token renews those of another grant.', 'refresh_token')
  }
  if (refresh_token && !renewed) {
    insertRefreshToken(store, client, { user_id, scopes, claims: [] }, refresh_token)
  }
  return token
}
