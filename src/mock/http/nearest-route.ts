import { distance } from 'fastest-levenshtein'

interface Route {
  method: string
  path: string
}

/** The route, such as `GET /mock/users`, that is most similar to a request without a route. */
export function nearestRoute(routes: readonly Route[], { method, path }: Route): string | undefined {
  const mark = (route: Route) => 2 * distance(route.path, path) + Number(route.method !== method)
  const [nearest] = routes.map((route) => ({ route, mark: mark(route) })).sort((a, b) => a.mark - b.mark)
  return nearest && `${nearest.route.method} ${nearest.route.path}`
}

/** The name that is most similar to a mistyped one; empty if there are no names. */
export function nearestName(word: string, names: readonly string[]): string {
  const marks = names.map((name) => ({ name, mark: distance(name.toLowerCase(), word.toLowerCase()) }))
  return marks.sort((a, b) => a.mark - b.mark)[0]?.name ?? ''
}
