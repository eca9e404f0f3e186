import { distance } from 'fastest-levenshtein'

interface Route {
  method: string
  path: string
}

/** The route that a request which met none most likely means, such as `GET /mock/users`. */
export function nearestRoute(routes: readonly Route[], { method, path }: Route): string | undefined {
  const mark = (route: Route) => 2 * distance(route.path, path) + Number(route.method !== method)
  const [nearest] = routes.map((route) => ({ route, mark: mark(route) })).sort((a, b) => a.mark - b.mark)
  return nearest && `${nearest.route.method} ${nearest.route.path}`
}
