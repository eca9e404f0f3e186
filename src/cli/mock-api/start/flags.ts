import type { ServerOptions } from '../../../mock/server/start.ts'
import { CliError } from '../../errors.ts'
import { portFlag } from '../../mock-server.ts'
import { hostList, hostValue, listed, portValue, wholeNumber } from '../../values.ts'
import { withVariables } from '../../variables.ts'
import { type DatabaseArgs, databaseFlags } from '../database.ts'
import { fixturesFlag } from '../world.ts'
import { tlsOf } from './certificate.ts'
import { type TlsArgs, tlsFlags } from './tls.ts'

/** The default port of IRC clients. */
const IRC_PORT = 6667

const MAXIMUM_CHATTER = 60_000

const MAXIMUM_JOURNAL = 100_000

/** The flags of `twitch mock-api start`, each with an environment variable TWITCH_MOCK_*. */
export const startFlags = withVariables({
  ...portFlag('Port to listen on'),
  host: {
    type: 'string',
    description: 'Address to listen on; only this machine by default, 0.0.0.0 for every network',
    valueHint: 'ADDRESS',
  },
  ...databaseFlags,
  ...fixturesFlag,
  import: {
    type: 'string',
    description:
      'Start with what a snapshot holds; it is left as it is: the copy is in memory, or in a new --db',
    valueHint: 'FILE',
  },
  'export-on-exit': {
    type: 'string',
    description: 'Write a snapshot when the server ends',
    valueHint: 'FILE',
  },
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
    repeats: true,
  },
  irc: { type: 'boolean', default: true, description: 'Serve chat over IRC by TCP; --no-irc for none' },
  'irc-port': {
    type: 'string',
    description: `Port for chat over IRC; ${IRC_PORT} if it is free`,
    valueHint: 'PORT',
  },
  ...tlsFlags,
  chatter: {
    type: 'string',
    description: 'Users speak in the chats of live channels by themselves: so many messages a minute',
    valueHint: 'N',
  },
  journal: {
    type: 'string',
    default: '1000',
    description: 'How many requests, and how many deliveries of EventSub, /units tells of; 0 for none',
    valueHint: 'N',
  },
  'require-subscription': {
    type: 'boolean',
    default: true,
    description: 'EventSub is for those who have subscribed; --no-require-subscription for every WebSocket',
  },
  'eventsub-token': {
    type: 'boolean',
    default: true,
    description: 'WebSockets are subscribed with a token; --no-eventsub-token lets a Client-Id do',
  },
  'tls-cert': { type: 'string', description: 'Certificate, to serve https and wss', valueHint: 'FILE' },
  'tls-key': { type: 'string', description: 'The private key of --tls-cert', valueHint: 'FILE' },
  'rate-limit': { type: 'boolean', description: 'Refuse with 429 when a rate limit is exceeded' },
  'exit-with-stdin': {
    type: 'boolean',
    description:
      'End when standard input does: a server that a test has started ends with it, also if it is killed',
  },
})

/** The values of these flags, as typed. */
export interface StartArgs extends DatabaseArgs, TlsArgs {
  port: string
  host?: string
  import?: string
  'export-on-exit'?: string
  'redirect-uri'?: string
  'allow-callback-host'?: string
  irc: boolean
  'irc-port'?: string
  chatter?: string
  journal: string
  'require-subscription': boolean
  'eventsub-token': boolean
  'tls-cert'?: string
  'tls-key'?: string
  'rate-limit'?: boolean
  'exit-with-stdin'?: boolean
}

/** The options of the server by the flags; `rawArgs` has every --allow-origin. */
export function serverOptions(
  args: StartArgs,
  rawArgs: readonly string[],
): Omit<ServerOptions, 'store' | 'onFault' | 'log'> {
  return {
    port: portValue(args.port, '-p, --port'),
    host: args.host === undefined ? undefined : hostValue(args.host, '--host'),
    chat: chatOf(args.irc, args['irc-port']),
    chatter: args.chatter === undefined ? 0 : wholeNumber(args.chatter, '--chatter', 0, MAXIMUM_CHATTER),
    rateLimit: args['rate-limit'],
    journal: wholeNumber(args.journal, '--journal', 0, MAXIMUM_JOURNAL),
    allowedOrigins: originsOf(rawArgs),
    takesTokenless: !args['eventsub-token'],
    tls: tlsOf(args),
    eventSub: {
      callbackHosts: hostList(args['allow-callback-host'] ?? '', '--allow-callback-host'),
      requireSubscription: args['require-subscription'],
    },
  }
}

/** The options of chat by TCP: the default port may be taken, a given one must be free. */
function chatOf(isWanted: boolean, port: string | undefined): ServerOptions['chat'] {
  if (!isWanted) return undefined
  return port === undefined ? { port: IRC_PORT, isOptional: true } : { port: portValue(port, '--irc-port') }
}

/**
 * The origins of every --allow-origin, as browsers write them.
 *
 * @throws CliError for an invalid origin
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
 * @throws CliError for a URI that no client may have
 */
export async function redirectUrisOf(text: string | undefined): Promise<string[]> {
  const { checkRedirectUri, InvalidRedirectUri } = await import('../../../mock/server/redirect-uris.ts')
  try {
    return listed(text).map(checkRedirectUri)
  } catch (error) {
    if (!(error instanceof InvalidRedirectUri)) throw error
    throw new CliError(error.message, 'give --redirect-uri a URI such as http://localhost:3030')
  }
}
