import { useEffect, useState } from 'preact/hooks'
import { get } from './api.ts'
import { isWorldWide } from './fetched.ts'
import { listen } from './live.ts'

/** How many are asked for at a time. */
const AT_A_TIME = 4

/** What comes within this time is shown together. */
const GATHER_MS = 50

/** How many rows units have, as far as that is known yet; a few are asked for at a time, since there are many. */
export function useTotals(units: readonly string[]): ReadonlyMap<string, number> {
  const [totals, setTotals] = useState<ReadonlyMap<string, number>>(new Map())
  const all = units.join()
  useEffect(() => {
    const known = new Map<string, number>()
    const wanted = new Set(units)
    let asking = 0
    let planned: ReturnType<typeof setTimeout> | undefined
    const show = () => {
      planned = undefined
      setTotals(new Map(known))
    }
    const ask = async (unit: string) => {
      const page = await get<{ total: number }>(`/units/${unit}?first=1`).catch(() => undefined)
      asking--
      if (page) known.set(unit, page.total)
      planned ??= setTimeout(show, GATHER_MS)
      goOn()
    }
    const goOn = () => {
      for (const unit of wanted) {
        if (asking === AT_A_TIME) return
        asking++
        wanted.delete(unit)
        void ask(unit)
      }
    }
    const renew = (changed: readonly string[]) => {
      for (const unit of changed) if (units.includes(unit)) wanted.add(unit)
      goOn()
    }
    const ends = [
      listen('units', (changed) => renew(Object.keys(changed))),
      listen('control', (done) => isWorldWide(done) && renew(units)),
      listen('missed', () => renew(units)),
      listen('reconnected', () => renew(units)),
    ]
    goOn()
    return () => {
      wanted.clear()
      clearTimeout(planned)
      for (const end of ends) end()
    }
  }, [all])
  return totals
}
