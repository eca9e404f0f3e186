import { useEffect, useState } from 'preact/hooks'
import { get, messageOf } from './api.ts'
import { listen, type Told } from './live.ts'

/** What a journal has, the newest first. */
export interface Followed<Entry> {
  entries: readonly Entry[]
  problem: string | undefined
  /** Whether what comes is shown as it comes. */
  isPaused: boolean
  pause: (isPaused: boolean) => void
}

/** As many as the mock keeps by default. */
const LENGTH = 1000

/** What comes within this time is shown together: there can be hundreds a second. */
const GATHER_MS = 50

/** The entries of a journal under /units: those that are there, and from then on each as it comes or changes. */
export function useJournal<Topic extends 'requests' | 'deliveries'>(topic: Topic): Followed<Told[Topic]> {
  type Entry = Told[Topic] & { id: number }
  const [entries, setEntries] = useState<readonly Entry[]>([])
  const [problem, setProblem] = useState<string>()
  const [isPaused, pause] = useState(false)
  useEffect(() => {
    if (isPaused) return
    let coming: Entry[] = []
    let planned: ReturnType<typeof setTimeout> | undefined
    const show = () => {
      planned = undefined
      const [come] = [coming]
      coming = []
      setEntries((shown) => merged(shown, come))
    }
    const load = () =>
      get<{ data: Entry[] }>(`/units/${topic}`).then(
        ({ data }) => {
          setProblem(undefined)
          setEntries(merged([], data))
        },
        (error) => setProblem(messageOf(error)),
      )
    const ends = [
      listen(topic, (entry: Told[Topic]) => {
        coming.push(entry as Entry)
        planned ??= setTimeout(show, GATHER_MS)
      }),
      listen('control', ({ path, method }) => {
        const isEmptied = path === '/units/reset' || (path === `/units/${topic}` && method === 'DELETE')
        if (isEmptied) void load()
      }),
      listen('missed', () => void load()),
      listen('reconnected', () => void load()),
    ]
    void load()
    return () => {
      clearTimeout(planned)
      for (const end of ends) end()
    }
  }, [topic, isPaused])
  return { entries, problem, isPaused, pause }
}

/** The newest first, each in the state that was told last. */
function merged<Entry extends { id: number }>(shown: readonly Entry[], come: readonly Entry[]): Entry[] {
  const all = new Map([...shown].reverse().map((entry) => [entry.id, entry]))
  for (const entry of come) all.set(entry.id, entry)
  return [...all.values()].sort((one, other) => other.id - one.id).slice(0, LENGTH)
}
