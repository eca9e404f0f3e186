import { type AnyElysia, Elysia } from 'elysia'
import { type ControlOperation, MAXIMUM_FILE_BYTES } from '../control/operation.ts'
import { columnsOf, filtered, rowsWith } from '../engine/listing.ts'
import { count, type Listing, page } from '../engine/page.ts'
import type { Store } from '../engine/store.ts'
import { readBody, readFile, UnreadableBody } from '../http/body.ts'
import { unknownMember } from '../http/closed-body.ts'
import { badRequest, type ErrorBody, HelixError, notFound, toHelixError } from '../http/errors.ts'
import { isPath } from '../http/path-pattern.ts'
import { units } from '../resources/registry.ts'
import type { Create, Unit, Update } from '../resources/unit.ts'
import { listQuery } from './list-query.ts'

/** The page size of a listing without `first`: more rows than there can be. */
const ALL = 2 ** 40

const NO_BYTES = new Uint8Array()

/** The options of the app. */
export interface UnitsOptions {
  /** Takes the stack of an unexpected fault. */
  onFault: (error: unknown) => void
  /** The operations on the server itself, such as on its journal. */
  control: readonly ControlOperation[]
  /** Aborted when the server stops, which ends requests that wait or stream. */
  stopping: AbortSignal
}

/** /units: the API for tests, without tokens. It lists all data, and makes changes that no public API can. */
export function unitsApp(store: Store, { onFault, control, stopping }: UnitsOptions): AnyElysia {
  const files = control.filter(({ file }) => file)
  const takesFile = ({ method, url }: Request) =>
    files.some((taken) => taken.method === method && isPath(pattern(taken), new URL(url).pathname))
  const controlNames = new Set(control.map(({ path }) => path.split('/')[1]))
  const app: AnyElysia = new Elysia({ prefix: '/units', normalize: false })
    .onParse(({ request }) =>
      takesFile(request) ? readFile(request, MAXIMUM_FILE_BYTES) : readBody(request),
    )
    .onError(({ error, code, set, request }): ErrorBody => {
      const refusal = code === 'NOT_FOUND' ? unknownPath(request) : toHelixError(error)
      if (refusal.status === 500) onFault(error)
      set.status = refusal.status
      return refusal.body
    })
    .get('/', () => ({ data: [...Object.keys(units), ...controlNames] }))
    .get('/:unit', ({ params, query }) => list(store, unitOf(params.unit), query))
    .post('/:unit', ({ params, body, request, set }) => {
      const unit = unitOf(params.unit)
      const create = possible(unit.create, request)
      const id = store.transaction(() => create.run(store, checked(create, body)))
      set.status = 201
      return find(store, unit, id)
    })
    .put('/:unit', ({ params, body, request }) => {
      const unit = unitOf(params.unit)
      const update = possible(unit.update, request)
      const { id, fields } = named(body)
      return change(store, unit, update, id, fields)
    })
    .get('/:unit/:id', ({ params }) => find(store, unitOf(params.unit), params.id))
    .patch('/:unit/:id', ({ params, body, request }) => {
      const unit = unitOf(params.unit)
      return change(store, unit, possible(unit.update, request), params.id, body)
    })
    .delete('/:unit/:id', ({ params, request, set }) => {
      const unit = unitOf(params.unit)
      const remove = possible(unit.remove, request)
      find(store, unit, params.id)
      store.transaction(() => remove.run(store, params.id))
      set.status = 204
    })
  for (const operation of control) mount(app, operation, stopping)
  return app
}

const pattern = ({ path }: ControlOperation) => `/units${path.replace(/:\w+/g, '*')}`

function mount(
  app: AnyElysia,
  { method, path, status, file, run, ...contracts }: ControlOperation,
  stopping: AbortSignal,
): void {
  app.route(method, path, async ({ params, query, body, request, set }) => {
    if (body instanceof UnreadableBody) throw body.refusal
    const given = {
      params,
      query: contracts.query ? checked({ body: contracts.query }, query) : {},
      body: contracts.body ? checked({ body: contracts.body }, body) : {},
      file: file ? body : NO_BYTES,
      get signal() {
        return AbortSignal.any([request.signal, stopping])
      },
    }
    if (status) set.status = status
    return run(given as never)
  })
}

function change(store: Store, unit: Unit, update: Update, id: string, body: unknown): object {
  const before = find(store, unit, id)
  store.transaction(() => update.run(store, id, checked(update, body)))
  return lookUp(store, unit, id) ?? before
}

const checked = <F>({ body: { '~standard': contract } }: { body: Create['body'] }, body: unknown) =>
  contract.validate(body).value as F & object

/** The ID in the body of a PUT to the list, and the fields to change. */
function named(body: unknown): { id: string; fields: object } {
  if (body instanceof UnreadableBody) throw body.refusal
  const members = Object.entries((body ?? {}) as object)
  const isName = ([name]: [string, unknown]) => name.toLowerCase() === 'id'
  const id = members.find(isName)?.[1]
  if (typeof id !== 'string') throw new HelixError(400, 'Missing required parameter "ID"')
  return { id, fields: Object.fromEntries(members.filter((member) => !isName(member))) }
}

/** The documented envelope: all rows, or a page of them; `total` counts all, and `cursor` is empty after the last. */
function list(store: Store, unit: Unit, query: unknown) {
  const { first, after, last, before, id, search } = listQuery['~standard'].validate(query).value
  const fromEnd = last !== undefined || before !== undefined
  if (fromEnd && (first !== undefined || after !== undefined))
    throw badRequest('A page is read by first and after, or by last and before, not by both.')
  const rows = chosen(store, id === undefined ? unit.rows(store) : rowsOfId(store, unit, id), query, search)
  const request = fromEnd ? { first: last ?? ALL, before, fromEnd } : { first: first ?? ALL, after }
  const { items, cursor, more } = page(store, rows, request)
  const isWhole = after === undefined && before === undefined && !more
  return { cursor: more ? cursor : '', total: isWhole ? items.length : count(store, rows), data: items }
}

/**
 * Filters rows by the members that the query names.
 *
 * @throws HelixError 400 for a name that is not a stored member
 */
function chosen(store: Store, rows: Listing<object>, query: unknown, search?: string): Listing<object> {
  const members = Object.entries(query as Record<string, string>).filter(([name]) => !listing.includes(name))
  if (members.length === 0 && !search) return rows
  const columns = columnsOf(store, rows)
  const unknown = members.find(([name]) => !columns.includes(name))
  if (unknown) throw unknownMember(unknown[0], [...new Set([...listing, ...columns])])
  return filtered(rows, columns, Object.fromEntries(members), search)
}

/** The names of the parameters that every listing has. */
const listing = Object.keys(listQuery.schema.properties)

const rowsOfId = (store: Store, { rows, id: expression = 'id' }: Unit, id: string) =>
  rowsWith(rows(store), expression, id)

function lookUp(store: Store, unit: Unit, id: string): object | undefined {
  return page(store, rowsOfId(store, unit, id), { first: 1 }).items[0]
}

function find(store: Store, unit: Unit, id: string): object {
  const row = lookUp(store, unit, id)
  if (!row) throw notFound(`There is no row with the id ${id}.`)
  return row
}

function unitOf(name: string): Unit {
  const unit = Object.hasOwn(units, name) && units[name]
  if (!unit) throw noSuchUnit(name)
  return unit
}

/** The change that a request wants, or a refusal if the unit does not declare it. */
function possible<T>(change: T | undefined, request: Request): T {
  if (change === undefined) throw notPossible(request)
  return change
}

/** The refusal of a request without a route, by its method or its path. */
function unknownPath(request: Request): HelixError {
  const [, , name = ''] = new URL(request.url).pathname.split('/')
  return Object.hasOwn(units, name) ? notPossible(request) : noSuchUnit(name)
}

const notPossible = ({ method }: Request) => new HelixError(405, `${method} is not possible here.`)

const noSuchUnit = (name: string) =>
  notFound(`There is no unit "${name}": the units are ${Object.keys(units).join(', ')}.`)
