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
  const { summary } = (route.hooks.detail ?? {}) as { summary?: string }
  return { operation: summary ?? path.slice(path.indexOf('/', 1) + 1) }
}
