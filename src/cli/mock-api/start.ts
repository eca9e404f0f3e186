import { defineCommand } from 'citty'
import { printable, printableLines } from '../../lib/printable.ts'
import type { Store } from '../../mock/resources/open.ts'
import type { RequestRecord } from '../../mock/server/request-log.ts'
import type { RunningServer, ServerOptions } from '../../mock/server/start.ts'
import { colour } from '../colour.ts'
import { CliError } from '../errors.ts'
import { log, logRequest } from '../log.ts'
import { portFlag } from '../mock-server.ts'
import type { Meta } from '../usage.ts'
import { hostList, hostValue, listed, portValue, wholeNumber } from '../values.ts'
import { countValue, databaseFlags, openDatabase, startValue } from './database.ts'

/** Where IRC clients connect if they are told nothing else. */
const IRC_PORT = 6667

const MAXIMUM_CHATTER = 60_000

const MAXIMUM_JOURNAL = 100_000

/** The command `twitch mock-api start`. */
export const start = defineCommand({
  meta: {
    name: 'start',
    description: 'Serve the mock API; the data is generated first if there is none',
    examples: [
      'twitch mock-api start',
      'twitch mock-api start -p 8000 --db :memory:',
      'twitch mock-api start --seed 1 --now 2026-01-31T12:00:00Z',
    ],
  } satisfies Meta as Meta,
  args: {
    ...portFlag('Port to listen on'),
    host: {
      type: 'string',
      description: 'Address to listen on; only this machine by default, 0.0.0.0 for every network',
      valueHint: 'ADDRESS',
    },
    ...databaseFlags,
    'redirect-uri': {
      type: 'string',
      description:
        'Where the first client may have browsers sent back to besides http://localhost:3000, with commas between',
      valueHint: 'URI,…',
    },
    'allow-callback-host': {
      type: 'string',
      description:
        'Hosts that EventSub may call besides this machine, with commas between; bot:3000 allows plain HTTP there',
      valueHint: 'HOST,…',
    },
    'allow-origin': {
      type: 'string',
      description:
        'Origins whose pages may use what is otherwise for pages of this machine, with commas between; null for files',
      valueHint: 'ORIGIN,…',
    },
    irc: { type: 'boolean', default: true, description: 'Serve chat over IRC by TCP; --no-irc for none' },
    'irc-port': {
      type: 'string',
      description: `Port for chat over IRC; ${IRC_PORT} if it is free`,
      valueHint: 'PORT',
    },
    chatter: {
      type: 'string',
      description: 'Users speak in the chats of live channels by themselves: so many messages a minute',
      valueHint: 'N',
    },
    journal: {
      type: 'string',
      default: '1000',
      description: 'How many requests GET /units/requests tells of; 0 for none',
      valueHint: 'N',
    },
    'rate-limit': { type: 'boolean', description: 'Refuse with 429 when a rate limit is exceeded' },
  },
  async run({ args, rawArgs }) {
    const port = portValue(args.port, '-p, --port')
    const chatter =
      args.chatter === undefined ? 0 : wholeNumber(args.chatter, '--chatter', 0, MAXIMUM_CHATTER)
    const chat = chatOf(args.irc, args['irc-port'])
    const count = countValue(args)
    const host = args.host === undefined ? undefined : hostValue(args.host, '--host')
    const journal = wholeNumber(args.journal, '--journal', 0, MAXIMUM_JOURNAL)
    const allowedOrigins = originsOf(rawArgs)
    const callbackHosts = hostList(args['allow-callback-host'] ?? '', '--allow-callback-host')
    const redirectUris = await redirectUrisOf(args['redirect-uri'])
    const store = await openDatabase(args, true)
    try {
      await generateIfEmpty(store, count, startValue(args))
      await registerRedirectUris(store, redirectUris)
      const { 'rate-limit': rateLimit } = args
      const eventSub = { callbackHosts, warn: (message: string) => log.warn(printable(message)) }
      await serve(store, { port, host, chat, chatter, rateLimit, journal, allowedOrigins, eventSub })
    } finally {
      store.close()
    }
  },
})

/** Where chat is served: a port that was asked for must be free. */
function chatOf(isWanted: boolean, port: string | undefined): ServerOptions['chat'] {
  if (!isWanted) return undefined
  return port === undefined ? { port: IRC_PORT, isOptional: true } : { port: portValue(port, '--irc-port') }
}

/**
 * The origins of every --allow-origin, as browsers write them.
 *
 * @throws CliError for what is no origin
 */
function originsOf(rawArgs: readonly string[]): string[] {
  const flag = '--allow-origin='
  const given = rawArgs.filter((word) => word.startsWith(flag)).map((word) => word.slice(flag.length))
  return listed(given.join(',')).map((origin) => {
    if (origin === 'null') return origin
    const match = /^[a-z][a-z0-9+.-]*:\/\/[^/?#@]+(?=\/?$)/i.exec(origin)
    if (!match || !URL.canParse(origin)) {
      throw new CliError(
        `"${origin}" is not an origin`,
        'give --allow-origin one such as https://overlay.example',
      )
    }
    return match[0].toLowerCase()
  })
}

/**
 * The URIs of --redirect-uri.
 *
 * @throws CliError for one that no client may have
 */
async function redirectUrisOf(text: string | undefined): Promise<string[]> {
  const { checkRedirectUri, InvalidRedirectUri } = await import('../../mock/server/redirect-uris.ts')
  try {
    return listed(text).map(checkRedirectUri)
  } catch (error) {
    if (!(error instanceof InvalidRedirectUri)) throw error
    throw new CliError(error.message, 'give --redirect-uri a URI such as http://localhost:3030')
  }
}

async function registerRedirectUris(store: Store, uris: readonly string[]): Promise<void> {
  const { addRedirectUris } = await import('../../mock/server/redirect-uris.ts')
  if (uris.length > 0) addRedirectUris(store, uris)
}

async function generateIfEmpty(store: Store, count: number, at?: Date): Promise<void> {
  const { hasUsers } = await import('../../mock/resources/open.ts')
  if (hasUsers(store)) return
  const { generateAndTell } = await import('./generation.ts')
  await generateAndTell(store, count, at)
}

async function serve(store: Store, options: Omit<ServerOptions, 'store'>): Promise<void> {
  const { FileLost, UnusableDatabase } = await import('../../mock/resources/open.ts')
  const { promise: lost, reject: lose } = Promise.withResolvers<never>()
  const onFault = (error: unknown) => {
    if (error instanceof FileLost) lose(new CliError(error.message))
    else if (error instanceof UnusableDatabase) log.error(printable(error.message))
    else log.error(printableLines(String(error instanceof Error ? error.stack : error)))
  }
  const server = await begin({
    ...options,
    store,
    log: { report: tell, detailed: process.stderr.isTTY },
    onFault,
  })
  log.info(`Starting mock API server on ${server.url}`)
  if (options.chat && !options.chat.isOptional) log.info(`Chat over IRC on port ${server.chatPort}`)
  log.info('Mock server started')
  if (options.chat && server.chatPort === undefined) {
    log.warn(
      `port ${options.chat.port} is in use: chat over IRC is at ${server.url.replace('http', 'ws')} ` +
        'alone; see --irc-port',
    )
  }
  await Promise.race([
    untilSignal(),
    // What ends would be written, too; there is nothing to write it to.
    lost.catch(async (error) => {
      await server.stop().catch(() => {})
      throw error
    }),
  ])
  const left = await server.stop()
  if (left > 0) {
    const messages = left === 1 ? '1 webhook message is' : `${left} webhook messages are`
    log.warn(`${messages} not delivered: the next start on this database goes on`)
  }
}

async function begin(options: ServerOptions): Promise<RunningServer> {
  const { startServer, PortInUse } = await import('../../mock/server/start.ts')
  const { port } = options
  try {
    return startServer(options)
  } catch (error) {
    if (!(error instanceof PortInUse)) throw new CliError((error as Error).message, 'see --host and --port')
    const flag = error.port === port ? '-p' : '--irc-port'
    throw new CliError(
      error.message,
      error.free ? `try ${flag} ${error.free}` : `choose another with ${flag}`,
    )
  }
}

function tell({ method, path, status, duration, message }: RequestRecord): void {
  const request = printable(`${method} ${path}`)
  if (!process.stderr.isTTY) {
    logRequest(request)
    return
  }
  const outcome = colour(status < 400 ? 'green' : 'red', String(status))
  const reason = message ? ` ${colour('dim', printable(message))}` : ''
  logRequest(`${request} ${outcome} ${duration.toFixed(1)} ms${reason}`)
}

/** Waits for SIGINT or SIGTERM; a second signal waits for nothing. */
async function untilSignal(): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM'] as const
  await new Promise<void>((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve())
  })
  for (const signal of signals) process.once(signal, () => process.exit())
}
