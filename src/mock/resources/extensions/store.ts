import { type Page, type PageRequest, page } from '../../engine/page.ts'
import type { Store } from '../../engine/store.ts'
import type { Extension } from './schema.ts'

/** The tables of extensions. The texts and images of a version are one JSON column, since they are never queried. */
export const tables = `
  CREATE TABLE IF NOT EXISTS extensions (
    id TEXT NOT NULL, version TEXT NOT NULL, owner_id TEXT NOT NULL REFERENCES users, state TEXT NOT NULL,
    name TEXT NOT NULL, types TEXT NOT NULL, required_configuration TEXT NOT NULL, listing TEXT NOT NULL,
    PRIMARY KEY (id, version)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS extensions_owner ON extensions (owner_id, id);`

/** A type of extension, which is a place on a channel. */
export type ExtensionType = 'component' | 'mobile' | 'overlay' | 'panel'

/** A version of an extension as it is stored. */
export interface StoredExtension {
  id: string
  version: string
  owner_id: string
  state: Extension['state']
  name: string
  /** The places where it can be shown. */
  types: ExtensionType[]
  /** The configuration that a broadcaster must have before activating it; empty if none is required. */
  required_configuration: string
  listing: Omit<Extension, 'id' | 'version' | 'state' | 'name'>
}

const columns = 'id, version, owner_id, state, name, types, required_configuration, listing'

interface Row {
  types: string
  listing: string
}

const readExtension = (row: Row) =>
  ({ ...row, types: JSON.parse(row.types), listing: JSON.parse(row.listing) }) as StoredExtension

/** Inserts a version of an extension. */
export function insertExtension(store: Store, extension: StoredExtension): void {
  store.insert('extensions', { ...extension })
}

/** Whether an extension exists. */
export function isExtension(store: Store, id: string): boolean {
  return store.get('SELECT 1 FROM extensions WHERE id = $id LIMIT 1', { id }) !== undefined
}

/** The ID of the extension that was made first. */
export function firstExtensionId(store: Store): string | undefined {
  return store.get<{ id: string }>('SELECT id FROM extensions ORDER BY rowid LIMIT 1')?.id
}

/** A version of an extension. */
export function findVersion(store: Store, id: string, version: string): StoredExtension | undefined {
  const sql = `SELECT ${columns} FROM extensions WHERE id = $id AND version = $version`
  const row = store.get<Row>(sql, { id, version })
  return row && readExtension(row)
}

/** The newest released version. */
export function findReleased(store: Store, id: string): StoredExtension | undefined {
  const row = store.get<Row>(
    `SELECT ${columns} FROM extensions WHERE id = $id AND state = 'Released' ORDER BY rowid DESC LIMIT 1`,
    { id },
  )
  return row && readExtension(row)
}

/** The released version of the extension that a user made last. */
export function newestOwned(store: Store, owner_id: string): StoredExtension | undefined {
  const row = store.get<Row>(
    `SELECT ${columns} FROM extensions WHERE owner_id = $owner_id AND state = 'Released' ORDER BY rowid DESC LIMIT 1`,
    { owner_id },
  )
  return row && readExtension(row)
}

/** The owner of an extension. */
export function ownerOf(store: Store, id: string): string | undefined {
  return store.get<{ owner_id: string }>('SELECT owner_id FROM extensions WHERE id = $id LIMIT 1', { id })
    ?.owner_id
}

/** The IDs of the extensions that a user owns. */
export function listOwnedIds(store: Store, owner_id: string, request: PageRequest): Page<{ id: string }> {
  return page(
    store,
    {
      sql: 'SELECT DISTINCT id FROM extensions WHERE owner_id = $owner_id',
      params: { owner_id },
      key: ['id'],
    },
    request,
  )
}
