import type { Store } from '../../../engine/store.ts'
import { badRequest, conflict } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import { creates, fixture, type Unit, type Units, updates } from '../../unit.ts'
import {
  clientFixtures,
  clientUnits,
  createClient,
  findClient,
  InvalidRedirectUri,
  type NewClient,
  redirectUriUnits,
  registerRedirectUris,
  renameClient,
} from './store.ts'

const RedirectURIs = t.Array(t.String(), { minItems: 1, maxItems: 10 })

const anyCase = { ignoresCase: true }

const credential = (description: string) =>
  t.Optional(t.String({ pattern: '^[!-~]+$', maxLength: 100, description }))

/** Source: https://dev.twitch.tv/docs/cli/mock-api-command/#getting-your-client-id-and-secret */
const clients: Unit = {
  description: 'Clients with their secrets. Those of extensions are under /units/extensions.',
  rows: () => clientUnits,
  id: 'ID',
  named: { by: 'Name' },
  create: creates(
    'Register a client',
    {
      ID: credential('Drawn at random if it is left out'),
      Secret: credential('Drawn at random if it is left out; a public client has none'),
      Name: t.String(),
      Type: t.Optional(t.Enum(['confidential', 'public'], { description: 'A public client has no secret' })),
      RedirectURIs: t.Optional(RedirectURIs),
    },
    (store, { ID, Secret, Name, Type, RedirectURIs }) =>
      create(store, Name, { id: ID, secret: Secret, type: Type, redirectUris: RedirectURIs }),
    anyCase,
  ),
  fixture: fixture(
    {
      id: credential('Drawn at random if it is left out'),
      secret: credential('Drawn at random if it is left out; a public client has none'),
      name: t.String(),
      type: t.Optional(t.Enum(['confidential', 'public'], { description: 'A public client has no secret' })),
      redirect_uris: t.Optional(RedirectURIs),
    },
    (store, { name, redirect_uris, ...options }) =>
      create(store, name, { ...options, redirectUris: redirect_uris }),
    { ...anyCase, rows: clientFixtures },
  ),
  update: updates(
    'Change a client',
    { Name: t.Optional(t.String()), RedirectURIs: t.Optional(RedirectURIs) },
    (store, id, { Name, RedirectURIs }) => {
      if (Name) renameClient(store, id, Name)
      if (RedirectURIs) register(store, id, RedirectURIs)
    },
    anyCase,
  ),
}

const redirectUris: Unit = {
  description: 'Where the pages of the identity provider may send a browser back to, for every client.',
  rows: () => redirectUriUnits,
  id: 'ID',
  update: updates(
    'Replace the redirect URIs of a client',
    { RedirectURIs },
    (store, id, { RedirectURIs }) => register(store, id, RedirectURIs),
    anyCase,
  ),
}

/** The units of clients. */
export const units: Units = { clients, redirect_uris: redirectUris }

function create(store: Store, name: string, options: NewClient): string {
  const { id, secret, type } = options
  if (id && findClient(store, id)) throw conflict(`There is a client with the ID ${id} already.`, 'id')
  if (secret && type === 'public') throw badRequest('A public client has no secret.', 'secret')
  return registering(() => createClient(store, name, options).id)
}

const register = (store: Store, id: string, uris: readonly string[]) =>
  registering(() => registerRedirectUris(store, id, uris))

function registering<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof InvalidRedirectUri ? badRequest(error.message) : error
  }
}
