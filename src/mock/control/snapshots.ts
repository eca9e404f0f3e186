import { UnusableDatabase } from '../engine/file.ts'
import type { Store } from '../engine/store.ts'
import { closedBody } from '../http/closed-body.ts'
import { badRequest, notFound } from '../http/errors.ts'
import { t } from '../http/schema.ts'
import type { Exclusively } from './mutex.ts'
import { type ControlOperation, operation } from './operation.ts'

const snapshotBody = closedBody({
  name: t.String({
    description: 'Letters, digits, and . _ - within; an earlier one of the name is replaced',
  }),
})

/** The media type of a database. */
const SNAPSHOT = 'application/vnd.sqlite3'

const NAME = /^[a-z0-9][a-z0-9._-]{0,99}$/i

/** The options of the operations on snapshots. */
export interface SnapshotOptions {
  exclusively: Exclusively
  /** Clears the state outside of the store, such as the journal. */
  forget: () => void
}

/**
 * The operations on a store's whole state under /units: resetting it to its start, and snapshots.
 *
 * @throws HelixError from an operation: 400 for an invalid name or file, 404 for an unknown snapshot
 */
export function snapshotOperations(
  store: Store,
  { exclusively, forget }: SnapshotOptions,
): ControlOperation[] {
  const { snapshots } = store
  return [
    operation({
      method: 'POST',
      path: '/reset',
      summary: 'Go back to the state at the start',
      description:
        'The rows, IDs and tokens of the start, its clock, an empty journal and no faults; connections are closed. ' +
        'Time goes on, unless the clock stood still.',
      status: 204,
      async run() {
        await exclusively(() => snapshots.reset())
        forget()
      },
    }),
    operation({
      method: 'GET',
      path: '/snapshots',
      summary: 'List the snapshots',
      run: () => ({ total: snapshots.list().length, data: snapshots.list() }),
    }),
    operation({
      method: 'POST',
      path: '/snapshots',
      summary: 'Keep the present state under a name',
      body: snapshotBody,
      status: 201,
      run: ({ body }) => exclusively(async () => snapshots.save(nameOf(body.name))),
    }),
    operation({
      method: 'POST',
      path: '/snapshots/:name/restore',
      summary: 'Go back to a snapshot',
      description:
        'All of it or, if that fails, nothing. Connections are closed; the journal and faults stay.',
      status: 204,
      run: ({ params }) => exclusively(() => usable(() => snapshots.restore(known(params.name)))),
    }),
    operation({
      method: 'GET',
      path: '/snapshots/:name',
      summary: 'Get a snapshot as a file',
      description: 'A database that `start --db` and `start --import` open.',
      run({ params }) {
        const name = known(params.name)
        const headers = {
          'Content-Type': SNAPSHOT,
          'Content-Disposition': `attachment; filename="${name}.db"`,
        }
        return new Response(snapshots.read(name), { headers })
      },
    }),
    operation({
      method: 'PUT',
      path: '/snapshots/:name',
      summary: 'Take in a snapshot that is given as a file',
      file: SNAPSHOT,
      status: 201,
      run: ({ params, file }) => usable(async () => snapshots.put(nameOf(params.name), file)),
    }),
    operation({
      method: 'DELETE',
      path: '/snapshots/:name',
      summary: 'Remove a snapshot',
      status: 204,
      run: ({ params }) => snapshots.remove(known(params.name)),
    }),
  ]

  /** @throws HelixError 404 */
  function known(name = ''): string {
    if (NAME.test(name) && snapshots.find(name)) return name
    throw notFound(`There is no snapshot "${name}": GET /units/snapshots lists those there are.`)
  }
}

/** @throws HelixError 400 */
function nameOf(name = ''): string {
  if (NAME.test(name)) return name
  throw badRequest(`"${name}" cannot be the name of a snapshot: take letters, digits, and . _ - within.`)
}

/** @throws HelixError 400 for a file that is not a database of this program */
async function usable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof UnusableDatabase) throw badRequest(`${error.message}.`)
    throw error
  }
}
