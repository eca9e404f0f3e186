import type { StandIns } from '../../interception/destinations.ts'
import { countValue, openDatabase, startValue } from '../mock-api/database.ts'
import { fillStore, fixtureFiles } from '../mock-api/world.ts'
import { noMockServer } from '../mock-server.ts'
import { httpUrl } from '../values.ts'

/** The flags about the mock for the program. */
export interface WorldArgs {
  mock?: string
  count: string
  seed?: string
  now?: string
  config?: string
}

/** A running mock. */
interface World extends AsyncDisposable {
  url: string
  standIns: StandIns
}

/** The length of the journal of a new mock, so that all requests of a longer run are counted. */
const JOURNAL_LENGTH = 10_000

/**
 * The mock at a URL, or a new one in memory, which stops after the program.
 *
 * @throws CliError if no mock answers at the URL, and for fixtures that cannot be read
 */
export async function worldOf(args: WorldArgs, rawArgs: readonly string[]): Promise<World> {
  return args.mock === undefined ? begin(args, rawArgs) : join(httpUrl(args.mock, '--mock'))
}

async function join(url: string): Promise<World> {
  const { hostname, port, protocol } = new URL(url)
  const response = await fetch(`${url}/health`).catch(() => undefined)
  if (!response?.ok) throw noMockServer(url)
  const http = {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (protocol === 'https:' ? 443 : 80)),
  }
  const { chat_port } = ((await response.json()) ?? {}) as { chat_port?: number }
  return {
    url,
    standIns: { http, ...(chat_port && { irc: { host: http.host, port: chat_port } }) },
    [Symbol.asyncDispose]: async () => {},
  }
}

async function begin(args: WorldArgs, rawArgs: readonly string[]): Promise<World> {
  const fixtures = fixtureFiles(rawArgs)
  const store = await openDatabase({ ...args, db: ':memory:' }, true)
  try {
    await fillStore(store, { count: countValue(args), fixtures, at: startValue(args) })
    const { startServer } = await import('../../mock/server/start.ts')
    const server = startServer({
      store,
      port: 0,
      host: '127.0.0.1',
      chat: { port: 0 },
      journal: JOURNAL_LENGTH,
    })
    const host = '127.0.0.1'
    return {
      url: server.url,
      standIns: { http: { host, port: server.port }, irc: { host, port: server.chatPort! } },
      async [Symbol.asyncDispose]() {
        await server.stop()
        store.close()
      },
    }
  } catch (error) {
    store.close()
    throw error
  }
}
