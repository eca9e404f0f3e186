import { computed, signal } from '@preact/signals'

/** Where the inspector is: the parts of the path after #/, and the query. */
export interface Route {
  segments: readonly string[]
  query: URLSearchParams
}

const hash = signal(location.hash)
addEventListener('hashchange', () => {
  hash.value = location.hash
})

/** Where the inspector is now. */
export const route = computed<Route>(() => {
  const [path = '', query = ''] = hash.value.replace(/^#\/?/, '').split('?')
  return {
    segments: path.split('/').filter(Boolean).map(decodeURIComponent),
    query: new URLSearchParams(query),
  }
})

/** The address of a page: link('data', 'users'). */
export function link(...segments: readonly string[]): string {
  return `#/${segments.map(encodeURIComponent).join('/')}`
}

/** The address of a page with the query of the present one. */
export function linkWithQuery(...segments: readonly string[]): string {
  const query = route.value.query.toString()
  return `${link(...segments)}${query && `?${query}`}`
}

/** Goes to a page, as a click on its link does. */
export function go(...segments: readonly string[]): void {
  location.hash = link(...segments)
}

/** Changes members of the query of the present page, without a new entry in the history; undefined removes one. */
export function setQuery(changes: Readonly<Record<string, string | undefined>>): void {
  const { segments, query } = route.value
  const next = new URLSearchParams(query)
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value)
    else next.delete(name)
  }
  const text = next.toString()
  history.replaceState(null, '', `${link(...segments)}${text && `?${text}`}`)
  hash.value = location.hash
}
