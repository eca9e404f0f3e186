import type { Numbered, ReadableJournal } from './journal.ts'

/** The interval of keepalives: proxies and the server itself close a connection that is idle for half a minute. */
const KEEP_ALIVE_MS = 10_000

/**
 * The answer that streams new and changed entries as server-sent events.
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function liveEntries<Entry extends Numbered, Match>(
  journal: ReadableJournal<Entry, Match>,
  match: Match,
  signal: AbortSignal,
): Response {
  const encoder = new TextEncoder()
  let end = () => {}
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text))
      const stop = journal.onEntry((entry) => {
        if (journal.matches(match, entry)) send(`id: ${entry.id}\ndata: ${JSON.stringify(entry)}\n\n`)
      })
      const keepAlive = setInterval(() => send(':\n\n'), KEEP_ALIVE_MS)
      const close = () => {
        end()
        controller.close()
      }
      end = () => {
        stop()
        clearInterval(keepAlive)
        signal.removeEventListener('abort', close)
      }
      signal.addEventListener('abort', close)
      // A comment makes the answer begin at once.
      send(':\n\n')
      if (signal.aborted) close()
    },
    cancel: () => end(),
  })
  return new Response(stream, {
    headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}
