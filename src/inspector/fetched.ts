import { useEffect, useRef, useState } from 'preact/hooks'
import { get, messageOf } from './api.ts'
import { listen, type Told } from './live.ts'

/** What was asked for, as far as it is there. What is shown stays while it is asked for anew. */
export interface Fetched<T> {
  data: T | undefined
  problem: string | undefined
  /** Asks again. */
  reload: () => void
}

const GATHER_MS = 60

/**
 * What the mock answers to GET `path`, asked for again whenever one of the units changes, or the whole world does.
 *
 * @param path undefined to ask for nothing
 * @param units the units by whose changes the answer changes
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
  // What another path has answered is not this one's.
  const { data, problem } = state.path === path ? state : {}
  return { data, problem, reload }
}

/** Calls whenever rows of the units have changed, or anything may have; changes that come together count once. */
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

/** Calls with the rows that have changed, by their units; with undefined if anything may have. */
export function onRows(call: (changed: Told['units'] | undefined) => void): () => void {
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

/** Whether a write on the server has changed all there is. */
export const isWorldWide = ({ path }: Told['control']): boolean =>
  /^\/units\/(reset|fixtures|clock|snapshots\/[^/]+\/restore)$/.test(path)

/** Calls for each change of the server itself below a path, such as /units/faults, and for those of all there is. */
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
