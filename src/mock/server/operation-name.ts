import type { AnyElysia } from 'elysia'
import { nearestRoute } from '../http/nearest-route.ts'
import type { Name } from '../journal/requests/entry.ts'

type Routes = AnyElysia['routes']

interface Asked {
  method: string
  path: string
}

/** The operation name of a request by the routes of its app, or the nearest route if there is none. */
export function nameIn(routes: Routes, asked: Asked): Name {
  const operation = operationIn(routes, asked)
  return operation ? { operation } : { nearest: nearestRoute(routes, asked) }
}

/** The operation name of a request by the routes of its app; undefined if no route matches. */
export function operationIn(routes: Routes, { method, path }: Asked): string | undefined {
  return indexOf(routes).get(`${method === 'HEAD' ? 'GET' : method} ${path}`)
}

/** The names by method and path, cached since each request is looked up while there are faults. */
const indexes = new WeakMap<Routes, ReadonlyMap<string, string>>()

function indexOf(routes: Routes): ReadonlyMap<string, string> {
  const known = indexes.get(routes)
  if (known) return known
  const index = new Map(routes.map((route) => [`${route.method} ${route.path}`, operationOf(route)]))
  indexes.set(routes, index)
  return index
}

/** The operations of an app's routes, with methods and paths. */
export const operationsIn = (routes: Routes) =>
  routes.map((route) => ({ operation: operationOf(route), path: route.path }))

/** The operation's name in the reference; for the identity provider its path below the base. */
function operationOf({ path, hooks }: Routes[number]): string {
  const { summary } = (hooks.detail ?? {}) as { summary?: string }
  return summary ?? path.slice(path.indexOf('/', 1) + 1)
}
