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
 * A unit of /units: its rows, and the writes for tests, which no public API has. Writes use the transitions of the
 * resource, so that they emit events. The OpenAPI description of /units is made from it.
 */
export interface Unit {
  /** The description of the rows, for OpenAPI. */
  description: string
  rows(store: Store): Listing<object>
  /** The expression of a row's ID, over the columns of `rows`; `id` by default. */
  id?: string
  /** The column of the name by which fixtures may refer to a row, and the column within which names are unique. */
  named?: { by: string; within?: string }
  create?: Create
  update?: Update
  remove?: Remove
  /** The row in a fixture; by default the body of `create`. */
  fixture?: Fixture
}

/** The units of a resource by their names in the path. */
export type Units = Readonly<Record<string, Unit>>

interface Write {
  /** The effect of the write, for OpenAPI. */
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
 * A row in a fixture, with members that only finished rows have, such as the time of creation. It is inserted as it is,
 * without a transition and events.
 */
export interface Fixture extends ClosedBodyOptions {
  body: Contract<TObject>
  insert(store: Store, fields: object): string
  /** The rows in the form of the body, if the unit's rows differ from it. */
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

/** Declares a row of a fixture: its fields, and the function that inserts it. */
export function fixture<P extends TProperties>(
  properties: P,
  insert: (store: Store, fields: Static<TObject<P>>) => string,
  { rows, ...options }: ClosedBodyOptions & Pick<Fixture, 'rows'> = {},
): Fixture {
  const body = closedBody(properties, options) as Contract<TObject>
  return { ...options, body, insert: insert as Fixture['insert'], rows }
}

/** The keyword of a schema with the unit that an ID refers to. */
export const REFERS_TO = 'x-refers-to'

/** The ID of a row of a unit; a fixture may name the row instead. */
export const reference = (unit: string, options: StringOptions = {}) =>
  t.String({ ...options, [REFERS_TO]: unit })

/** The ID of a channel. */
export const broadcaster = { broadcaster_id: reference('users') }

/** The members of a body that has a channel and a viewer. */
export const both = { ...broadcaster, user_id: reference('users') }

/** A row of a fixture that is the role of a user in a channel, with the time of its creation. */
export const pairFixture = (
  insert: (store: Store, row: { broadcaster_id: string; user_id: string; created_at: string }) => void,
): Fixture =>
  fixture({ ...both, created_at: t.Optional(t.Timestamp()) }, (store, fields) => {
    insert(store, { created_at: toSecond(store.now()), ...fields })
    return pair(fields.broadcaster_id, fields.user_id)
  })

/** The optional ID of a row in a fixture. */
export const chosenId = { id: t.Optional(t.String({ maxLength: 100, pattern: '^[!-~]+$' })) }

/** The expression for the ID of a row whose key is a channel and a user. */
export const PAIR_ID = "broadcaster_id || ':' || user_id"

/** The ID of a row whose key is two IDs: both, with a colon between. */
export const pair = (one: string, other: string) => `${one}:${other}`

/** The two IDs in the ID of such a row. */
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
