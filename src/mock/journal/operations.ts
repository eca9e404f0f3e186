import type { TProperties } from '@sinclair/typebox'
import { type ControlOperation, operation } from '../control/operation.ts'
import { closedBody } from '../http/closed-body.ts'
import { t } from '../http/schema.ts'
import { query } from '../http/validation.ts'
import type { Numbered, ReadableJournal } from './journal.ts'
import { MAXIMUM_TIMEOUT_MS, waitFor } from './wait.ts'

/** The names and filters of a journal's entries. */
export interface Subject {
  /** The plural name of the entries, which is also the path. */
  name: string
  /** The description of the list, in sentences. */
  description: string
  /** The filters. */
  match: TProperties
}

/** The operations on a journal under /units: listing, counting, waiting for and deleting entries. */
export function journalOperations<Entry extends Numbered, Match>(
  journal: ReadableJournal<Entry, Match>,
  { name, description, match }: Subject,
): ControlOperation[] {
  const matchMember = { match: t.Optional(t.Object(match)) }
  const listQuery = query({
    ...match,
    after: t.Optional(t.Integer({ description: 'Only what came after the entry with the ID' })),
  })
  const waitBody = closedBody({ ...matchMember, ...waitMembers })
  return [
    operation({
      method: 'GET',
      path: `/${name}`,
      summary: `List the last ${name}`,
      description,
      query: listQuery,
      run({ query: { after = 0, ...wanted } }) {
        const data = journal.entries(wanted as Match).filter(({ id }) => id > after)
        return { total: data.length, data }
      },
    }),
    operation({
      method: 'DELETE',
      path: `/${name}`,
      summary: `Empty the journal of ${name}`,
      status: 204,
      run: () => journal.clear(),
    }),
    operation({
      method: 'POST',
      path: `/${name}/count`,
      summary: `Count ${name}`,
      body: closedBody(matchMember),
      run: ({ body: { match: wanted = {} } }) => ({ count: journal.entries(wanted as Match).length }),
    }),
    operation({
      method: 'POST',
      path: `/${name}/wait`,
      summary: `Wait until there were as many ${name}`,
      description: 'Those that the journal has count, too. 408 if there are fewer when the time is over.',
      body: waitBody,
      run: ({ body: { match: wanted = {}, count = 1, timeout_ms = 2000 }, signal }) =>
        waitFor(journal, wanted as Match, { name, count, timeout_ms, signal }),
    }),
  ]
}

const waitMembers = {
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
}
