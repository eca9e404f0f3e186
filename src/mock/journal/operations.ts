import { type ControlOperation, operation } from '../control/operation.ts'
import { closedBody } from '../http/closed-body.ts'
import { badRequest, HelixError } from '../http/errors.ts'
import { t } from '../http/schema.ts'
import { query } from '../http/validation.ts'
import type { Entry } from './entry.ts'
import { liveEntries } from './event-stream.ts'
import type { Journal } from './journal.ts'
import { type Match, matchProperties } from './match.ts'

const MAXIMUM_TIMEOUT_MS = 60_000

const countBody = closedBody({ match: t.Optional(t.Object(matchProperties)) })

const waitBody = closedBody({
  match: t.Optional(t.Object(matchProperties)),
  count: t.Optional(
    t.Integer({ minimum: 1, default: 1, description: 'How many there must be; 1 by default' }),
  ),
  timeout_ms: t.Optional(
    t.Integer({
      minimum: 0,
      maximum: MAXIMUM_TIMEOUT_MS,
      default: 2000,
      description: 'Real time; 2000 by default',
    }),
  ),
})

const listQuery = query({
  ...matchProperties,
  after: t.Optional(t.Integer({ description: 'Only what came after the entry with the ID' })),
})

/** The journal under /units. */
export function journalOperations(journal: Journal): ControlOperation[] {
  return [
    operation({
      method: 'GET',
      path: '/requests',
      summary: 'List the requests that were answered',
      description:
        'The last requests to Helix and to the identity provider, the oldest first, without secrets.',
      query: listQuery,
      run({ query: { after = 0, ...match } }) {
        const data = journal.entries(match).filter(({ id }) => id > after)
        return { total: data.length, data }
      },
    }),
    operation({
      method: 'DELETE',
      path: '/requests',
      summary: 'Empty the journal',
      status: 204,
      run: () => journal.clear(),
    }),
    operation({
      method: 'POST',
      path: '/requests/count',
      summary: 'Count requests',
      body: countBody,
      run: ({ body: { match = {} } }) => ({ count: journal.entries(match).length }),
    }),
    operation({
      method: 'POST',
      path: '/requests/wait',
      summary: 'Wait until there were as many requests',
      description: 'Those that the journal has count, too. 408 if there are fewer when the time is over.',
      body: waitBody,
      run: ({ body: { match = {}, count = 1, timeout_ms = 2000 }, signal }) =>
        waitFor(journal, match, { count, timeout_ms, signal }),
    }),
    operation({
      method: 'GET',
      path: '/live',
      summary: 'Follow the requests as they are answered',
      description:
        'Server-sent events: each has an entry of the journal as its data. A WebSocket at the same path tells of ' +
        'more than requests: messages {"topic", "data"} of the topics that ?topics= names, or a later ' +
        '{"topics": [...]}. "requests": an entry of the journal; "units": the IDs of changed rows by unit, null ' +
        'for any; "control": the method and path of a write such as a reset; "missed": how many messages were ' +
        'left out for a slow client.',
      query: query(matchProperties),
      run: ({ query, signal }) => liveEntries(journal, query, signal),
    }),
  ]
}

interface Wait {
  count: number
  timeout_ms: number
  signal: AbortSignal
}

async function waitFor(journal: Journal, match: Match, { count, timeout_ms, signal }: Wait) {
  if (!journal.isOn) throw badRequest('There is no journal: start the server without --journal 0.')
  const data = journal.entries(match)
  const enough = Promise.withResolvers<void>()
  const add = (entry: Entry) => {
    if (data.push(entry) >= count) enough.resolve()
  }
  const stop = journal.follow(match, add)
  const timer = setTimeout(enough.resolve, timeout_ms)
  signal.addEventListener('abort', () => enough.resolve())
  if (data.length < count) await enough.promise
  stop()
  clearTimeout(timer)
  if (data.length >= count) return { count: data.length, data }
  const came = `${data.length} of ${count} requests came within ${timeout_ms} ms.`
  throw new HelixError(408, `${came} GET /units/requests lists what came.`)
}
