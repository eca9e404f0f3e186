import { rowReader } from '../engine/rows.ts'
import { badRequest } from '../http/errors.ts'
import { t } from '../http/schema.ts'
import { createClient, InvalidRedirectUri, registerRedirectUris } from '../resources/accounts/store.ts'
import { creates, type Unit, updates } from './unit.ts'

interface ClientRow {
  IsExtension: boolean
  RedirectURIs: string[]
}

const redirectUris = t.Optional(t.Array(t.String(), { minItems: 1, maxItems: 10 }))

/** The applications. The capital letters are those of the documentation. */
export const clients: Unit = {
  rows: () => ({
    sql: `SELECT rowid AS _row, id AS ID, secret AS Secret, name AS Name, is_extension AS IsExtension,
        redirect_uris AS RedirectURIs
      FROM clients`,
    key: ['_row'],
    read: rowReader<ClientRow>({ booleans: ['IsExtension'], json: ['RedirectURIs'] }),
  }),
  id: 'ID',
  create: creates(
    { Name: t.String(), Type: t.Optional(t.Enum(['confidential', 'public'])), RedirectURIs: redirectUris },
    (store, { Name, Type, RedirectURIs }) =>
      registering(() => createClient(store, Name, { type: Type, redirectUris: RedirectURIs }).id),
  ),
  update: updates({ RedirectURIs: redirectUris }, (store, id, { RedirectURIs }) => {
    if (RedirectURIs) registering(() => registerRedirectUris(store, id, RedirectURIs))
  }),
}

function registering<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof InvalidRedirectUri ? badRequest(error.message) : error
  }
}
