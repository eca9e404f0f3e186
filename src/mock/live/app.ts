import type { ControlOperation } from '../control/operation.ts'
import { type ChangedRows, followRows } from '../engine/row-changes.ts'
import type { Store } from '../engine/store.ts'
import type { Connection } from '../http/connection.ts'
import type { Numbered, ReadableJournal } from '../journal/journal.ts'
import { units } from '../resources/registry.ts'
import { LiveConnection } from './connection.ts'
import { type Source, Topics } from './topics.ts'

/** The WebSocket GET /units/live, through which clients follow changes. */
export interface Live {
  /** The connection for a request that asks for a WebSocket; undefined at other paths. */
  connect(request: Request): Connection | undefined
  /** Wraps operations so that their writes are reported. */
  reporting(operations: readonly ControlOperation[]): ControlOperation[]
  stop(): void
}

/** The journals whose entries are topics. */
type Journals = Record<'requests' | 'deliveries', Pick<ReadableJournal<Numbered, never>, 'onEntry'>>

/** Mounts the WebSocket of changes over a store and its server. A new topic is one line here: its name and source. */
export function liveApp(store: Store, { requests, deliveries }: Journals): Live {
  const control = new Set<(data: unknown) => void>()
  const topics = new Topics({
    requests: (tell) => requests.onEntry(tell),
    deliveries: (tell) => deliveries.onEntry(tell),
    units: changedUnits(store),
    control: (tell) => {
      control.add(tell)
      return () => void control.delete(tell)
    },
  })
  const connections = new Set<LiveConnection>()
  return {
    connect({ url }) {
      const { pathname, searchParams } = new URL(url)
      if (pathname !== '/units/live') return undefined
      const wanted = searchParams.get('topics')?.split(',') ?? topics.names
      const connection = new LiveConnection(topics, wanted, () => connections.delete(connection))
      connections.add(connection)
      return connection
    },
    reporting: (operations) =>
      operations.map((operation) => (operation.method === 'GET' ? operation : reported(operation, control))),
    stop() {
      for (const connection of connections) connection.stop()
    },
  }
}

/** The source of changed rows, by unit. */
function changedUnits(store: Store): Source {
  return (tell) => {
    const lists = Object.entries(units).map(([name, { rows, id = 'id' }]) => ({
      name,
      sql: rows(store).sql,
      id,
    }))
    return followRows(store.db, lists, (changed: ChangedRows) => tell(changed))
  }
}

/** Wraps an operation on the server, such as a reset, so that it is reported once it is done. */
function reported(
  operation: ControlOperation,
  listeners: ReadonlySet<(data: unknown) => void>,
): ControlOperation {
  const { method, path, run } = operation
  return {
    ...operation,
    async run(given: never) {
      const answer = await run(given)
      const { params } = given as { params: Readonly<Record<string, string>> }
      const named = path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(params[name] ?? ''))
      for (const tell of listeners) tell({ method, path: `/units${named}` })
      return answer
    },
  }
}
