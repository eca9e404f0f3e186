import { type ControlOperation, operation } from '../../control/operation.ts'
import { query } from '../../http/validation.ts'
import { liveEntries } from '../event-stream.ts'
import { journalOperations } from '../operations.ts'
import type { RequestJournal } from './journal.ts'
import { matchProperties } from './match.ts'

/** The operations on the journal of requests under /units. */
export function requestOperations(journal: RequestJournal): ControlOperation[] {
  return [
    ...journalOperations(journal, {
      name: 'requests',
      description:
        'The last requests to Helix and to the identity provider, the oldest first, without secrets.',
      match: matchProperties,
    }),
    operation({
      method: 'GET',
      path: '/live',
      summary: 'Follow the requests as they are answered',
      description:
        'Server-sent events: each has an entry of the journal as its data. A WebSocket at the same path tells of ' +
        'more than requests: messages {"topic", "data"} of the topics that ?topics= names, or a later ' +
        '{"topics": [...]}. "requests", "deliveries": an entry of the journal; "units": the IDs of changed rows by ' +
        'unit, null for any; "control": the method and path of a write such as a reset; "missed": how many ' +
        'messages were left out for a slow client.',
      query: query(matchProperties),
      run: ({ query, signal }) => liveEntries(journal, query, signal),
    }),
  ]
}
