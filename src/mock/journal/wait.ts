import { badRequest, HelixError } from '../http/errors.ts'
import type { Numbered, ReadableJournal } from './journal.ts'

/** The longest that a client may wait, in milliseconds of real time. */
export const MAXIMUM_TIMEOUT_MS = 60_000

interface Wait {
  /** The plural name of the entries. */
  name: string
  count: number
  timeout_ms: number
  signal: AbortSignal
}

/**
 * Waits until enough entries match, and returns them.
 *
 * @throws HelixError 408 if too few match within the timeout, 400 if the journal is off
 */
export async function waitFor<Entry extends Numbered, Match>(
  journal: ReadableJournal<Entry, Match>,
  match: Match,
  { name, count, timeout_ms, signal }: Wait,
): Promise<{ count: number; data: Entry[] }> {
  if (!journal.isOn) throw badRequest('There is no journal: start the server without --journal 0.')
  const found = new Map(journal.entries(match).map((entry) => [entry.id, entry]))
  const enough = Promise.withResolvers<void>()
  const stop = journal.onEntry((entry) => {
    if (journal.matches(match, entry)) found.set(entry.id, entry)
    else found.delete(entry.id)
    if (found.size >= count) enough.resolve()
  })
  const timer = setTimeout(enough.resolve, timeout_ms)
  signal.addEventListener('abort', () => enough.resolve())
  if (found.size < count && !signal.aborted) await enough.promise
  stop()
  clearTimeout(timer)
  if (found.size >= count) return { count: found.size, data: [...found.values()] }
  const came = `${found.size} of ${count} ${name} came within ${timeout_ms} ms.`
  throw new HelixError(408, `${came} GET /units/${name} lists what came.`)
}
