import type { AnyElysia } from 'elysia'
import { nearestRoute } from '../http/nearest-route.ts'
import type { Name, Named } from '../journal/entry.ts'

type Routes = AnyElysia['routes']

/** A request among the routes of its app: its operation as the reference calls it, or else the nearest route. */
export function nameIn(routes: Routes, { method, url }: Parameters<Named>[0]): Name {
  const path = new URL(url).pathname
  const wanted = method === 'HEAD' ? 'GET' : method
  const route = routes.find((route) => route.method === wanted && route.path === path)
  if (!route) return { nearest: nearestRoute(routes, { method, path }) }
  return { operation: operationOf(route) }
}

/** The operations of the routes of an app, and where they are. */
export const operationsIn = (routes: Routes) =>
  routes.map((route) => ({ operation: operationOf(route), path: route.path }))

/** As the reference calls it; the identity provider's by their paths below its bases. */
function operationOf({ path, hooks }: Routes[number]): string {
  const { summary } = (hooks.detail ?? {}) as { summary?: string }
  return summary ?? path.slice(path.indexOf('/', 1) + 1)
}
