import type { Listing } from '../../../engine/page.ts'
import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'

/** An application that was registered in the developer console. */
export interface Client {
  id: string
  /** Empty for a public client. */
  secret: string
  name: string
  is_extension: boolean
  /** A public client keeps no secret: it may use the implicit and the device flow only. */
  type: 'confidential' | 'public'
  /** The URIs to which browsers may be redirected; the first one also gets the error of a mismatch. */
  redirect_uris: string[]
}

/** The optional properties of a new client. */
export interface NewClient {
  /** Drawn at random if it is left out. */
  id?: string
  /** Drawn at random if it is left out; a public client has none. */
  secret?: string
  isExtension?: boolean
  type?: Client['type']
  redirectUris?: readonly string[]
}

/** The error for an unacceptable redirect URI; the message says why. */
export class InvalidRedirectUri extends Error {}

/** The redirect URI that the documentation of `twitch token` tells users to register. */
export const DEFAULT_REDIRECT_URI = 'http://localhost:3000'

/** The tables of clients. */
export const tables = `
  CREATE TABLE IF NOT EXISTS clients (
    id TEXT PRIMARY KEY, secret TEXT NOT NULL, name TEXT NOT NULL, is_extension INTEGER NOT NULL, type TEXT NOT NULL,
    redirect_uris TEXT NOT NULL, created_at TEXT NOT NULL
  ) STRICT;`

const columns = 'id, secret, name, is_extension, type, redirect_uris'

/** The clients as the documentation of /units/clients shows them; those of extensions are with the extensions. */
export const clientUnits: Listing<object> = {
  sql: `SELECT rowid AS _row, id AS ID, secret AS Secret, name AS Name, is_extension AS IsExtension
    FROM clients WHERE NOT is_extension`,
  key: ['_row'],
  read: rowReader<{ IsExtension: boolean }>({ booleans: ['IsExtension'] }),
}

/** The clients in the form of fixtures. */
export const clientFixtures: Listing<object> = {
  sql: `SELECT rowid AS _row, id, secret, name, type, redirect_uris FROM clients WHERE NOT is_extension`,
  key: ['_row'],
  read: rowReader<{ redirect_uris: string[] }>({ json: ['redirect_uris'] }),
}

/** The redirect URIs of every client as /units lists them. */
export const redirectUriUnits: Listing<object> = {
  sql: 'SELECT rowid AS _row, id AS ID, redirect_uris AS RedirectURIs FROM clients',
  key: ['_row'],
  read: rowReader<{ RedirectURIs: string[] }>({ json: ['RedirectURIs'] }),
}

const readClient = rowReader<Client>({ booleans: ['is_extension'], json: ['redirect_uris'] })

/**
 * Registers an application; its ID and secret are 30 characters long, as Twitch's are, if they are not given.
 *
 * @throws InvalidRedirectUri
 */
export function createClient(store: Store, name: string, options: NewClient = {}): Client {
  const { isExtension = false, type = 'confidential', redirectUris = [DEFAULT_REDIRECT_URI] } = options
  const client: Client = {
    id: options.id ?? store.random.token(30),
    secret: type === 'public' ? '' : (options.secret ?? store.random.token(30)),
    name,
    is_extension: isExtension,
    type,
    redirect_uris: redirectUris.map(checkRedirectUri),
  }
  store.insert('clients', { ...client, created_at: toSecond(store.now()) })
  return client
}

/** The client with an ID. */
export function findClient(store: Store, id: string): Client | undefined {
  const row = store.get(`SELECT ${columns} FROM clients WHERE id = $id`, { id })
  return row && readClient(row)
}

/** The client to start with: the first one that has a secret and is no extension. */
export function firstClient(store: Store): Client | undefined {
  const row = store.get(
    `SELECT ${columns} FROM clients WHERE NOT is_extension AND type = 'confidential' ORDER BY rowid LIMIT 1`,
  )
  return row && readClient(row)
}

/**
 * Replaces the redirect URIs of a client. A request must contain one of them exactly, character by character.
 *
 * @returns false if there is no such client
 * @throws InvalidRedirectUri
 */
export function registerRedirectUris(store: Store, client_id: string, uris: readonly string[]): boolean {
  return store.update('clients', { redirect_uris: uris.map(checkRedirectUri) }, { id: client_id }) > 0
}

/**
 * Checks a redirect URI, and returns it unchanged.
 *
 * @throws InvalidRedirectUri
 */
export function checkRedirectUri(uri: string): string {
  if (!URL.canParse(uri)) throw new InvalidRedirectUri(`"${uri}" is not an absolute URI`)
  const { protocol, hash } = new URL(uri)
  if (/^(javascript|data|vbscript|blob|file):$/.test(protocol)) {
    throw new InvalidRedirectUri(`"${uri}" has a scheme that a browser must not be sent to`)
  }
  // RFC 6749, 3.1.2
  if (hash || uri.includes('#')) throw new InvalidRedirectUri(`"${uri}" must not have a fragment`)
  return uri
}

/** Changes the name of a client. */
export function renameClient(store: Store, id: string, name: string): void {
  store.update('clients', { name }, { id })
}
