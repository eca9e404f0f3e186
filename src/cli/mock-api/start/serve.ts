import { printable, printableLines } from '../../../lib/printable.ts'
import type { RequestRecord } from '../../../mock/server/request-log.ts'
import type { RunningServer, ServerOptions } from '../../../mock/server/start.ts'
import { colour } from '../../colour.ts'
import { CliError } from '../../errors.ts'
import { log, logRequest } from '../../log.ts'
import { openTls, type TlsOptions } from './tls.ts'

interface ServeOptions extends ServerOptions {
  /** The options of interception, for programs with Twitch's hosts built in. */
  twitchHosts?: TlsOptions
  /** Whether the end of standard input stops the server, too. */
  endsWithStdin?: boolean
}

/**
 * Serves until a signal, and logs the URLs.
 *
 * @throws CliError if it cannot listen, or if the database's file is lost meanwhile
 */
export async function serve({
  store,
  twitchHosts,
  endsWithStdin = false,
  ...options
}: ServeOptions): Promise<void> {
  const { FileLost, UnusableDatabase } = await import('../../../mock/resources/open.ts')
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
  if (options.chat && server.chatPort === undefined) {
    log.warn(
      `port ${options.chat.port} is in use: chat over IRC is at ${server.url.replace('http', 'ws')} ` +
        'alone; see --irc-port',
    )
  }
  const interception = twitchHosts && (await openTls(twitchHosts, server, options.host).catch(endOf(server)))
  // This is the last line of the start, so that a program which waits for it has read all lines.
  log.info('Mock server started')
  await Promise.race([
    untilEnd(endsWithStdin),
    // If the file is lost, errors of the stop are ignored, since the stop cannot write to the file.
    lost.catch(endOf(server)),
  ])
  const left = await server.stop()
  interception?.stop()
  if (left > 0) {
    const messages = left === 1 ? '1 webhook message is' : `${left} webhook messages are`
    log.warn(`${messages} not delivered: the next start on this database goes on`)
  }
}

const endOf = (server: RunningServer) => async (error: unknown) => {
  await server.stop().catch(() => {})
  throw error
}

async function begin(options: ServerOptions): Promise<RunningServer> {
  const { startServer, PortInUse } = await import('../../../mock/server/start.ts')
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

/** Waits for SIGINT or SIGTERM, or for the end of standard input; a second signal exits at once. */
async function untilEnd(endsWithStdin: boolean): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM'] as const
  await new Promise<void>((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve())
    if (!endsWithStdin) return
    // The input is read only for its end; one that is closed already emits an error instead.
    for (const end of ['end', 'error']) process.stdin.once(end, () => resolve())
    process.stdin.resume()
  })
  if (endsWithStdin) process.stdin.destroy()
  for (const signal of signals) process.once(signal, () => process.exit())
}
