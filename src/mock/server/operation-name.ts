import type { AnyElysia } from 'elysia'
import { nearestRoute } from '../http/nearest-route.ts'
import type { Name, Named } from '../journal/requests/entry.ts'
import { pathAndQueryOf } from './request-path.ts'

type Routes = AnyElysia['routes']

type Asked = Parameters<Named>[0]

/** A request among the routes of its app: its operation as the reference calls it, or else the nearest route. */
export function nameIn(routes: Routes, { method, url }: Asked): Name {
  const operation = operationIn(routes, { method, url })
  return operation
    ? { operation }
    : { nearest: nearestRoute(routes, { method, path: new URL(url).pathname }) }
}

/** The operation of a request among the routes of its app, as the reference calls it; undefined if it met none. */
export function operationIn(routes: Routes, { method, url }: Asked): string | undefined {
  const [path = ''] = pathAndQueryOf(url).split(/[?#]/, 1)
  return indexOf(routes).get(`${method === 'HEAD' ? 'GET' : method} ${path}`)
}

/** The names by method and path: while there are faults, each request is looked up. */
const indexes = new WeakMap<Routes, ReadonlyMap<string, string>>()

function indexOf(routes: Routes): ReadonlyMap<string, string> {
  const known = indexes.get(routes)
  if (known) return known
  const index = new Map(routes.map((route) => [`${route.method} ${route.path}`, operationOf(route)]))
  indexes.set(routes, index)
  return index
}

/** The operations of the routes of an app, and where they are. */
export const operationsIn = (routes: Routes) =>
  routes.map((route) => ({ operation: operationOf(route), path: route.path }))

/** As the reference calls it; the identity provider's by their paths below its bases. */
function operationOf({ path, hooks }: Routes[number]): string {
  const { summary } = (hooks.detail ?? {}) as { summary?: string }
  return summary ?? path.slice(path.indexOf('/', 1) + 1)
}
