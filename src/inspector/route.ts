import { computed, signal } from '@preact/signals'

/** A route of the inspector: the parts of the path after #/, and the query. */
export interface Route {
  segments: readonly string[]
  query: URLSearchParams
}

const hash = signal(location.hash)
addEventListener('hashchange', () => {
  hash.value = location.hash
})

/** The present route. */
export const route = computed<Route>(() => {
  const [path = '', query = ''] = hash.value.replace(/^#\/?/, '').split('?')
  return {
    segments: path.split('/').filter(Boolean).map(decodeURIComponent),
    query: new URLSearchParams(query),
  }
})

/** The href of a page: link('data', 'users'). */
export function link(...segments: readonly string[]): string {
  return `#/${segments.map(encodeURIComponent).join('/')}`
}

/** The href of a page, with the present query. */
export function linkWithQuery(...segments: readonly string[]): string {
  const query = route.value.query.toString()
  return `${link(...segments)}${query && `?${query}`}`
}

/** Navigates to a page. */
export function go(...segments: readonly string[]): void {
  location.hash = link(...segments)
}

/** Changes parameters of the present query, without a new entry in the history; undefined removes one. */
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
