import type { Static, StringOptions, TObject, TProperties } from '@sinclair/typebox'
import type { Listing } from '../engine/page.ts'
import type { Store } from '../engine/store.ts'
import { toSecond } from '../engine/time.ts'
import { type ClosedBodyOptions, closedBody } from '../http/closed-body.ts'
import { notFound } from '../http/errors.ts'
import { t } from '../http/schema.ts'
import type { Contract } from '../http/validation.ts'
import { findUser } from './users/store.ts'

/**
 * One listing under /units: the rows, and what a test may do to them that no public API can. Writes go through the
 * transitions of the resource, so that they emit their events. The reference of /units is made from it.
 */
export interface Unit {
  /** What a row is, for the reference. */
  description: string
  rows(store: Store): Listing<object>
  /** The expression that tells rows apart, over the columns of `rows`; `id` if it is left out. */
  id?: string
  /** How others may name a row instead of by its ID: the column, and the one within whose rows its values differ. */
  named?: { by: string; within?: string }
  create?: Create
  update?: Update
  remove?: Remove
  /** What a row is in a fixture; without it, as a write that makes one is told. */
  fixture?: Fixture
}

/** The units of a resource by their names in the path. */
export type Units = Readonly<Record<string, Unit>>

interface Write {
  /** What the write does, for the reference. */
  summary: string
}

/** Makes a row of the given fields and returns its ID. */
export interface Create extends Write {
  body: Contract<TObject>
  run(store: Store, fields: object): string
}

/** Changes the row with the ID. */
export interface Update extends Write {
  body: Contract<TObject>
  run(store: Store, id: string, fields: object): void
}

/** Removes or ends the row with the ID. */
export interface Remove extends Write {
  run(store: Store, id: string): void
}

/**
 * A row as a fixture has it: with what only a finished row says, such as when it was made. It is put there as it is:
 * nothing happens thereby, and no event tells of it.
 */
export interface Fixture extends ClosedBodyOptions {
  body: Contract<TObject>
  insert(store: Store, fields: object): string
  /** The rows in the words of the body, if those of the unit are others. */
  rows?: Listing<object>
}

/** Declares a POST: the fields of the row, and the transition. */
export function creates<P extends TProperties>(
  summary: string,
  properties: P,
  run: (store: Store, fields: Static<TObject<P>>) => string,
  options?: ClosedBodyOptions,
): Create {
  return { summary, body: closedBody(properties, options) as Contract<TObject>, run: run as Create['run'] }
}

/** Declares a PATCH: the fields that may change, and the transition. */
export function updates<P extends TProperties>(
  summary: string,
  properties: P,
  run: (store: Store, id: string, fields: Static<TObject<P>>) => void,
  options?: ClosedBodyOptions,
): Update {
  return { summary, body: closedBody(properties, options) as Contract<TObject>, run: run as Update['run'] }
}

/** Declares a DELETE: the transition. */
export function removes(summary: string, run: Remove['run']): Remove {
  return { summary, run }
}

/** Declares a row of a fixture: its fields, and how it is put there. */
export function fixture<P extends TProperties>(
  properties: P,
  insert: (store: Store, fields: Static<TObject<P>>) => string,
  { rows, ...options }: ClosedBodyOptions & Pick<Fixture, 'rows'> = {},
): Fixture {
  const body = closedBody(properties, options) as Contract<TObject>
  return { ...options, body, insert: insert as Fixture['insert'], rows }
}

/** The keyword of a schema that says of which unit an ID is. */
export const REFERS_TO = 'x-refers-to'

/** The ID of a row of a unit; a fixture may name the row instead. */
export const reference = (unit: string, options: StringOptions = {}) =>
  t.String({ ...options, [REFERS_TO]: unit })

/** The ID of a channel. */
export const broadcaster = { broadcaster_id: reference('users') }

/** The members of a body that names a channel and a viewer. */
export const both = { ...broadcaster, user_id: reference('users') }

/** A row of a fixture that is a role which a user has in a channel since a moment. */
export const pairFixture = (
  insert: (store: Store, row: { broadcaster_id: string; user_id: string; created_at: string }) => void,
): Fixture =>
  fixture({ ...both, created_at: t.Optional(t.Timestamp()) }, (store, fields) => {
    insert(store, { created_at: toSecond(store.now()), ...fields })
    return pair(fields.broadcaster_id, fields.user_id)
  })

/** The ID that a fixture may choose for a row that has one of its own. */
export const chosenId = { id: t.Optional(t.String({ maxLength: 100, pattern: '^[!-~]+$' })) }

/** The expression for the ID of a row that a channel and a user identify. */
export const PAIR_ID = "broadcaster_id || ':' || user_id"

/** The ID of a row that has none of its own: its two keys with a colon between. */
export const pair = (one: string, other: string) => `${one}:${other}`

/** The two keys of such an ID. */
export function keysOf(id: string): [string, string] {
  const [one = '', other = ''] = id.split(':')
  return [one, other]
}

/**
 * Refuses IDs of users who do not exist.
 *
 * @throws HelixError 404
 */
export function requireUsers(store: Store, ...ids: readonly string[]): void {
  for (const id of ids) if (!findUser(store, id)) throw notFound(`There is no user ${id}.`)
}
