import { useEffect, useState } from 'preact/hooks'
import { get, messageOf } from './api.ts'
import { onChange } from './fetched.ts'

/** A row of a unit. */
export type Row = Readonly<Record<string, unknown>>

interface Listing<R> {
  cursor: string
  total: number
  data: R[]
}

/** The loaded rows of a listing. */
export interface Rows<R> {
  rows: readonly R[] | undefined
  total: number
  problem: string | undefined
  /** Loads the next page. */
  more: () => void
}

const PAGE = 100

/** The most pages to reload after a change; further ones are loaded when they become visible. */
const RENEWED_PAGES = 5

/** The rows of a unit, loaded page by page, and reloaded whenever they change. */
export function useRows<R = Row>(unit: string, query: Readonly<Record<string, string>>): Rows<R> {
  const path = `/units/${unit}?${new URLSearchParams({ ...query, first: String(PAGE) })}`
  const [loaded, setLoaded] = useState<{ path: string; rows: R[]; total: number; cursor: string }>()
  const [problem, setProblem] = useState<string>()
  const [isAsking, setAsking] = useState(false)
  useEffect(() => {
    let isCurrent = true
    let pages = 1
    const renew = async () => {
      try {
        const rows: R[] = []
        let page: Listing<R> | undefined
        for (let count = 0; count < pages && page?.cursor !== ''; count++) {
          page = await get<Listing<R>>(page ? `${path}&after=${page.cursor}` : path)
          rows.push(...page.data)
        }
        if (!isCurrent || !page) return
        setLoaded({ path, rows, total: page.total, cursor: page.cursor })
        setProblem(undefined)
      } catch (error) {
        if (isCurrent) setProblem(messageOf(error))
      }
    }
    void renew()
    const stop = onChange([unit], () => {
      setLoaded((now) => {
        pages = Math.min(RENEWED_PAGES, Math.max(1, Math.ceil((now?.rows.length ?? 0) / PAGE)))
        return now
      })
      void renew()
    })
    return () => {
      isCurrent = false
      stop()
    }
  }, [path, unit])
  const more = async () => {
    if (isAsking || !loaded?.cursor) return
    setAsking(true)
    try {
      const { data, cursor, total } = await get<Listing<R>>(`${path}&after=${loaded.cursor}`)
      setLoaded((now) => (now === loaded ? { path, rows: [...now.rows, ...data], total, cursor } : now))
    } catch (error) {
      setProblem(messageOf(error))
    } finally {
      setAsking(false)
    }
  }
  const isThis = loaded?.path === path
  return {
    rows: isThis ? loaded.rows : undefined,
    total: isThis ? loaded.total : 0,
    problem,
    more: () => void more(),
  }
}
