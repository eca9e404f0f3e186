import { useEffect, useState } from 'preact/hooks'
import { get, messageOf } from './api.ts'
import { type LiveMessages, listen } from './live.ts'

/** The entries of a journal, the newest first. */
export interface Followed<Entry> {
  entries: readonly Entry[]
  problem: string | undefined
  /** Whether new entries are withheld until the user continues. */
  isPaused: boolean
  pause: (isPaused: boolean) => void
}

/** The number of entries to keep: the default of the mock's journal. */
const LENGTH = 1000

/** The time within which entries are collected before rendering, since there can be hundreds a second. */
const GATHER_MS = 50

/** The entries of a journal under /units: the existing ones, and then each new or changed one. */
export function useJournal<Topic extends 'requests' | 'deliveries'>(
  topic: Topic,
): Followed<LiveMessages[Topic]> {
  type Entry = LiveMessages[Topic] & { id: number }
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
      listen(topic, (entry: LiveMessages[Topic]) => {
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

/** The entries, the newest first, each in its latest state. */
function merged<Entry extends { id: number }>(shown: readonly Entry[], come: readonly Entry[]): Entry[] {
  const all = new Map([...shown].reverse().map((entry) => [entry.id, entry]))
  for (const entry of come) all.set(entry.id, entry)
  return [...all.values()].sort((one, other) => other.id - one.id).slice(0, LENGTH)
}
