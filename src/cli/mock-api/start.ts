import { defineCommand } from 'citty'
import type { Store } from '../../mock/resources/open.ts'
import type { Listening } from '../../mock/server/listen.ts'
import type { RequestRecord } from '../../mock/server/request-log.ts'
import { colour } from '../colour.ts'
import { CliError } from '../errors.ts'
import { log, logRequest } from '../log.ts'
import { portValue } from '../values.ts'
import { countValue, databaseFlags, openDatabase, startValue } from './database.ts'

export const start = defineCommand({
  meta: {
    name: 'start',
    description: 'Serve the mock API; the data is generated first if there is none',
  },
  args: {
    port: {
      type: 'string',
      alias: 'p',
      default: '8080',
      description: 'Port to listen on',
      valueHint: 'PORT',
    },
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
        'Hosts that EventSub may call besides this machine, with commas between; by HTTPS at port 443',
      valueHint: 'HOST,…',
    },
    'rate-limit': { type: 'boolean', description: 'Refuse with 429 when a rate limit is exceeded' },
  },
  async run({ args }) {
    const port = portValue(args.port, '-p, --port')
    const count = countValue(args)
    const store = await openDatabase(args)
    try {
      await generateIfEmpty(store, count, startValue(args))
      await registerRedirectUris(store, listed(args['redirect-uri']))
      const { host, 'rate-limit': rateLimit } = args
      const callbackHosts = listed(args['allow-callback-host'])
      await untilStopped(await serve(store, { port, host, rateLimit, callbackHosts }))
    } finally {
      store.close()
    }
  },
})

const listed = (text = '') => text.split(',').filter((item) => item !== '')

async function registerRedirectUris(store: Store, uris: readonly string[]): Promise<void> {
  if (uris.length === 0) return
  const { addRedirectUris, InvalidRedirectUri } = await import('../../mock/server/redirect-uris.ts')
  try {
    addRedirectUris(store, uris)
  } catch (error) {
    if (!(error instanceof InvalidRedirectUri)) throw error
    throw new CliError(error.message, 'give --redirect-uri a URI such as http://localhost:3030')
  }
}

async function generateIfEmpty(store: Store, count: number, at?: Date): Promise<void> {
  const { hasUsers } = await import('../../mock/resources/open.ts')
  if (hasUsers(store)) return
  const { generateAndTell } = await import('./generation.ts')
  await generateAndTell(store, count, at)
}

interface ServeOptions {
  port: number
  host?: string
  rateLimit?: boolean
  callbackHosts?: string[]
}

async function serve(store: Store, options: ServeOptions): Promise<Listening> {
  const { port, host, rateLimit, callbackHosts } = options
  const { createMock } = await import('../../mock/server/server.ts')
  const { listen, PortInUse } = await import('../../mock/server/listen.ts')
  const { startTimerLoop } = await import('../../mock/server/timer-loop.ts')
  const { logged } = await import('../../mock/server/request-log.ts')
  const onFault = (error: unknown) => log.error(error instanceof Error ? error.stack : error)
  const eventSub = { callbackHosts, tell: (message: string) => log.warn(message) }
  const mock = createMock({ store, rateLimit, eventSub, onFault })
  const answer = logged(mock.fetch, tell, { detailed: process.stderr.isTTY })
  const alarm = startTimerLoop(store, onFault)
  // Only a write may set a timer.
  const fetch = (request: Request) =>
    request.method === 'GET' ? answer(request) : answer(request).finally(alarm.reset)
  const stop = () => {
    alarm.stop()
    mock.eventSub.stop()
  }
  try {
    const listening = listen({ port, host, fetch, connect: mock.eventSub.connect, onStop: stop })
    const address = !host || host === '0.0.0.0' || host === '::' ? 'localhost' : host
    log.info(`Starting mock API server on http://${address}:${listening.port}`)
    log.info('Mock server started')
    return listening
  } catch (error) {
    stop()
    if (!(error instanceof PortInUse)) throw new CliError((error as Error).message, 'see --host and --port')
    throw new CliError(error.message, error.free ? `try -p ${error.free}` : 'choose another with -p')
  }
}

function tell({ method, path, status, duration, message }: RequestRecord): void {
  if (!process.stderr.isTTY) {
    logRequest(`${method} ${path}`)
    return
  }
  const outcome = colour(status < 400 ? 'green' : 'red', String(status))
  logRequest(
    `${method} ${path} ${outcome} ${duration.toFixed(1)} ms${message ? ` ${colour('dim', message)}` : ''}`,
  )
}

/** Waits for SIGINT or SIGTERM, then for the requests in flight; a second signal does not wait. */
async function untilStopped(listening: Listening): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM'] as const
  await new Promise<void>((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve())
  })
  for (const signal of signals) process.once(signal, () => process.exit())
  await listening.stop()
}
