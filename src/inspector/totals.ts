import { useEffect, useState } from 'preact/hooks'
import { get } from './api.ts'
import { onRows } from './fetched.ts'
import { fewAtATime } from './few-at-a-time.ts'

/** The time within which answers are collected before rendering. */
const GATHER_MS = 50

/** The numbers of rows of units, as far as they are loaded; only a few units are requested at a time. */
export function useTotals(units: readonly string[]): ReadonlyMap<string, number> {
  const [totals, setTotals] = useState<ReadonlyMap<string, number>>(new Map())
  useEffect(() => {
    const known = new Map<string, number>()
    let planned: ReturnType<typeof setTimeout> | undefined
    const show = () => {
      planned = undefined
      setTotals(new Map(known))
    }
    const ask = async (unit: string) => {
      const page = await get<{ total: number }>(`/units/${unit}?first=1`).catch(() => undefined)
      if (page) known.set(unit, page.total)
      planned ??= setTimeout(show, GATHER_MS)
    }
    const asked = fewAtATime(ask)
    const end = onRows((changed) => asked.want(units.filter((unit) => !changed || unit in changed)))
    asked.want(units)
    return () => {
      asked.clear()
      clearTimeout(planned)
      end()
    }
  }, [units.join()])
  return totals
}
