import { useEffect, useRef, useState } from 'preact/hooks'
import { get, messageOf } from './api.ts'
import { type LiveMessages, listen } from './live.ts'

/** A fetched answer or a problem. While it is fetched again, the previous answer stays. */
export interface Fetched<T> {
  data: T | undefined
  problem: string | undefined
  /** Fetches again. */
  reload: () => void
}

const GATHER_MS = 60

/**
 * The mock's answer to GET `path`, fetched again whenever one of the units or the whole state has changed.
 *
 * @param path undefined to fetch nothing
 * @param units the units on which the answer depends
 */
export function useFetched<T>(path: string | undefined, ...units: readonly string[]): Fetched<T> {
  const [state, setState] = useState<{ path?: string; data?: T; problem?: string }>({})
  const [reload, setReload] = useState<() => void>(() => () => {})
  useEffect(() => {
    if (path === undefined) return
    let isCurrent = true
    const ask = () =>
      get<T>(path).then(
        (data) => isCurrent && setState({ path, data }),
        (error) =>
          isCurrent &&
          setState((old) => ({ ...(old.path === path && old), path, problem: messageOf(error) })),
      )
    void ask()
    setReload(() => ask)
    const stop = onChange(units, () => void ask())
    return () => {
      isCurrent = false
      stop()
    }
  }, [path, ...units])
  // The state may still be the answer of the previous path.
  const { data, problem } = state.path === path ? state : {}
  return { data, problem, reload }
}

/** Calls back when rows of the units, or any rows, may have changed; changes within a short time count once. */
export function onChange(units: readonly string[], call: () => void): () => void {
  let planned: ReturnType<typeof setTimeout> | undefined
  const end = onRows((changed) => {
    if (changed && !units.some((unit) => unit in changed)) return
    clearTimeout(planned)
    planned = setTimeout(call, GATHER_MS)
  })
  return () => {
    clearTimeout(planned)
    end()
  }
}

/** Calls back with the changed rows by unit; with undefined if any rows may have changed. */
export function onRows(call: (changed: LiveMessages['units'] | undefined) => void): () => void {
  const ends = [
    listen('units', call),
    listen('control', (done) => isWorldWide(done) && call(undefined)),
    listen('missed', () => call(undefined)),
    listen('reconnected', () => call(undefined)),
  ]
  return () => {
    for (const end of ends) end()
  }
}

/** Whether a write on the server has changed the whole state. */
export const isWorldWide = ({ path }: LiveMessages['control']): boolean =>
  /^\/units\/(reset|fixtures|clock|snapshots\/[^/]+\/restore)$/.test(path)

/** Calls back on each write on the server below a path, such as /units/faults, and on writes of the whole state. */
export function useControl(below: string, call: () => void): void {
  const latest = useRef(call)
  latest.current = call
  useEffect(() => {
    const look = () => latest.current()
    const ends = [
      listen('control', (done) => (done.path.startsWith(below) || isWorldWide(done)) && look()),
      listen('reconnected', look),
    ]
    return () => {
      for (const end of ends) end()
    }
  }, [below])
}
