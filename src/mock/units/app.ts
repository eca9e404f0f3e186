import { type AnyElysia, Elysia } from 'elysia'
import { eventSubTypes } from '../../twitch/eventsub.ts'
import { count, type Listing, page } from '../engine/page.ts'
import type { Store } from '../engine/store.ts'
import { readBody } from '../http/body.ts'
import { type ErrorBody, HelixError, notFound, toHelixError } from '../http/errors.ts'
import type { Unit } from './unit.ts'
import { units } from './units.ts'

const DEFAULT_FIRST = 20
const MAXIMUM_FIRST = 100

export interface UnitsOptions {
  /** Takes the stack of an unexpected fault. */
  onFault: (error: unknown) => void
  /** Announces an event on demand. */
  trigger: (body: unknown) => object
}

/** /units: what was generated, without any token, and what a test may change that no public API can. */
export function unitsApp(store: Store, { onFault, trigger }: UnitsOptions): AnyElysia {
  return new Elysia({ prefix: '/units', normalize: false })
    .onParse(({ request }) => readBody(request))
    .onError(({ error, code, set, request }): ErrorBody => {
      const refusal = code === 'NOT_FOUND' ? unknownPath(request) : toHelixError(error)
      if (refusal.status === 500) onFault(error)
      set.status = refusal.status
      return refusal.body
    })
    .get('/', () => ({ data: [...Object.keys(units), 'events'] }))
    .get('/events', () => ({ cursor: '', total: eventSubTypes.length, data: eventSubTypes }))
    .post('/events', ({ body, set }) => {
      set.status = 201
      return trigger(body)
    })
    .get('/:unit', ({ params, query }) => list(store, unitOf(params.unit), query))
    .post('/:unit', ({ params, body, request, set }) => {
      const unit = unitOf(params.unit)
      const create = possible(unit.create, request)
      const id = store.transaction(() => create.run(store, checked(create, body)))
      set.status = 201
      return find(store, unit, id)
    })
    .put('/:unit', ({ params, body, request }) => change(store, params.unit, request, body))
    .get('/:unit/:id', ({ params }) => find(store, unitOf(params.unit), params.id))
    .patch('/:unit/:id', ({ params, body, request }) => change(store, params.unit, request, body, params.id))
    .delete('/:unit/:id', ({ params, request, set }) => {
      const unit = unitOf(params.unit)
      const remove = possible(unit.remove, request)
      find(store, unit, params.id)
      store.transaction(() => remove(store, params.id))
      set.status = 204
    })
}

function change(store: Store, name: string, request: Request, body: unknown, named?: string): object {
  const unit = unitOf(name)
  const update = possible(unit.update, request)
  const id = named ?? idIn(body)
  const before = find(store, unit, id)
  store.transaction(() => update.run(store, id, checked(update, body)))
  return lookUp(store, unit, id) ?? before
}

const checked = (
  { body: { '~standard': contract } }: NonNullable<Unit['create'] | Unit['update']>,
  body: unknown,
) => contract.validate(body).value

/** Which row a PUT of the whole list means: it is named in the body as the list names it. */
function idIn(body: unknown): string {
  const { id, ID = id } = (body ?? {}) as { id?: unknown; ID?: unknown }
  if (typeof ID === 'string') return ID
  throw new HelixError(400, 'Missing required parameter "ID"')
}

/** The documented envelope: `total` counts all rows, and `cursor` is empty on the last page. */
function list(store: Store, unit: Unit, query: Record<string, string>) {
  const rows = query.id ? withId(store, unit, query.id) : unit.rows(store)
  const first = Math.min(Math.max(Math.floor(Number(query.first)) || DEFAULT_FIRST, 1), MAXIMUM_FIRST)
  const { items, cursor } = page(store, rows, { first, after: query.after || undefined })
  return { cursor: cursor ?? '', total: count(store, rows), data: items }
}

function lookUp(store: Store, unit: Unit, id: string): object | undefined {
  return page(store, withId(store, unit, id), { first: 1 }).items[0]
}

function find(store: Store, unit: Unit, id: string): object {
  const row = lookUp(store, unit, id)
  if (!row) throw notFound(`There is no row with the id ${id}.`)
  return row
}

function withId(store: Store, { rows, id: column = 'id' }: Unit, id: string): Listing<object> {
  const { sql, params, ...listing } = rows(store)
  return {
    ...listing,
    sql: `SELECT * FROM (${sql}) WHERE ${column} = $unit_id`,
    params: { ...params, unit_id: id },
  }
}

function unitOf(name: string): Unit {
  const unit = Object.hasOwn(units, name) && units[name]
  if (!unit) throw noSuchUnit(name)
  return unit
}

/** What a request asks to be done to a unit, if that can be done to it. */
function possible<T>(change: T | undefined, request: Request): T {
  if (change === undefined) throw notPossible(request)
  return change
}

/** No route fits: the method is another one, or the path is longer. */
function unknownPath(request: Request): HelixError {
  const [, , name = ''] = new URL(request.url).pathname.split('/')
  return Object.hasOwn(units, name) ? notPossible(request) : noSuchUnit(name)
}

const notPossible = ({ method }: Request) => new HelixError(405, `${method} is not possible here.`)

const noSuchUnit = (name: string) =>
  notFound(`There is no unit "${name}": the units are ${Object.keys(units).join(', ')}.`)
