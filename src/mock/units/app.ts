import { type AnyElysia, Elysia } from 'elysia'
import { eventSubTypes } from '../../twitch/eventsub.ts'
import { readBody } from '../helix/body.ts'
import { type ErrorBody, HelixError, notFound, toHelixError } from '../helix/errors.ts'
import { count, type Listing, page } from '../store/page.ts'
import type { Store } from '../store/store.ts'
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
  const app: AnyElysia = new Elysia({ prefix: '/units', normalize: false })
    .onParse(({ request }) => readBody(request))
    .onError(({ error, code, set, request }): ErrorBody => {
      const refusal = code === 'NOT_FOUND' ? unknownUnit(request) : toHelixError(error)
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
  for (const [name, unit] of Object.entries(units)) mount(app, store, name, unit)
  return app
}

function mount(app: AnyElysia, store: Store, name: string, unit: Unit): void {
  const one = `/${name}/:id`
  app.get(`/${name}`, ({ query }) => list(store, unit, query))
  app.get(one, ({ params }) => find(store, unit, params.id))
  const { create, update, remove } = unit
  if (create) {
    app.post(`/${name}`, ({ body, set }) => {
      const id = store.transaction(() => create.run(store, checked(create, body)))
      set.status = 201
      return find(store, unit, id)
    })
  }
  if (update) {
    const change = (id: string, body: unknown) => {
      const before = find(store, unit, id)
      store.transaction(() => update.run(store, id, checked(update, body)))
      return lookUp(store, unit, id) ?? before
    }
    app.patch(one, ({ params, body }) => change(params.id, body))
    app.put(`/${name}`, ({ body }) => change(idIn(body), body))
  }
  if (remove) {
    app.delete(one, ({ params, set }) => {
      find(store, unit, params.id)
      store.transaction(() => remove(store, params.id))
      set.status = 204
    })
  }
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

function unknownUnit(request: Request): HelixError {
  const { pathname } = new URL(request.url)
  const [, , name = ''] = pathname.split('/')
  const known = Object.keys(units)
  if (known.includes(name)) return new HelixError(405, `${request.method} is not possible here.`)
  return notFound(`There is no unit "${name}": the units are ${known.join(', ')}.`)
}
