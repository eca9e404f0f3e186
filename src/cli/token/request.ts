import { type Environment, findConfigFile, readConfig, readEnvironment, type Settings } from '../../config.ts'
import { parseScopes } from '../../twitch/scopes.ts'
import { TWITCH_AUTH_URL } from '../../twitch/urls.ts'
import { CliError } from '../errors.ts'
import { httpUrl, portValue } from '../values.ts'
import { DEFAULT_PORT, DEFAULT_REDIRECT_HOST, type TokenFlags } from './flags.ts'

/** The action of a command line. */
export type TokenAction =
  | { kind: 'app' | 'user' | 'device' }
  | { kind: 'revoke' | 'validate' | 'refresh'; token: string }

/** A command line of `twitch token`, checked and filled in. */
export interface TokenRequest {
  action: TokenAction
  scopes: string[]
  forceVerify: boolean
  ip?: string
  port: number
  redirectHost: string
  clientId?: string
  clientSecret?: string
  /** The warning about ignored flags, in one line. */
  warning?: string
  /** The settings file, for reading and writing; absent where the environment names no home. */
  file?: string
  /** The settings of variables TWITCH_*, which are never written to the file. */
  environment: Settings
  /** Base of the identity provider, without a slash at the end. */
  authUrl: string
  /** Base of the mock server, if it is used. */
  mock?: string
  /** The mock user that a token is for. */
  user?: string
  /** Whether a browser may be opened. */
  browser: boolean
  json: boolean
}

/**
 * Builds a request from the flags.
 *
 * @throws CliError for contradicting flags and for invalid values; ConfigError
 */
export function tokenRequest(flags: TokenFlags, env: Environment = process.env): TokenRequest {
  refuseConflicts(flags)
  const action = actionOf(flags)
  const file = findConfigFile(flags.config, env)
  const mock = flags.mock === undefined ? undefined : httpUrl(flags.mock, '--mock')
  return {
    action,
    warning: warningOf(flags, action),
    scopes: parseScopes(flags.scopes ?? ''),
    forceVerify: flags.forceverify ?? false,
    ip: flags.ip || undefined,
    port: flags.port === undefined ? DEFAULT_PORT : portValue(flags.port, '--port'),
    redirectHost: hostValue(flags['redirect-host'] ?? DEFAULT_REDIRECT_HOST),
    clientId: flags['client-id'] || undefined,
    clientSecret: flags.secret || undefined,
    file,
    environment: readEnvironment(env),
    authUrl: mock ? `${mock}/oauth2` : authUrlOf(flags, readConfig(file, env)),
    mock,
    user: flags.user || undefined,
    browser: flags.browser ?? true,
    json: flags.json ?? false,
  }
}

type FlagName = Exclude<keyof TokenFlags, 'config'>

/** Flags of ours, each with the flag that it requires. */
const NEEDS: readonly (readonly [FlagName, FlagName])[] = [
  ['user', 'user-token'],
  ['user', 'mock'],
]

/** Pairs of contradicting flags that are refused, since a wrong guess could do harm: a revocation cannot be undone. */
const CONFLICTS: readonly (readonly [FlagName, FlagName])[] = [
  ['revoke', 'validate'],
  ['revoke', 'refresh'],
  ['mock', 'auth-url'],
  ['dcf', 'user'],
]

/** The flags that each action ignores, as the official CLI does silently, and the reason. */
const IGNORED: Readonly<Record<TokenAction['kind'], { flags: readonly FlagName[]; reason: string }>> = {
  app: { flags: ['dcf', 'forceverify', 'scopes'], reason: 'without --user-token' },
  user: { flags: [], reason: '' },
  device: { flags: ['forceverify', 'ip', 'port', 'redirect-host'], reason: 'with --dcf' },
  revoke: { flags: ['user-token', 'dcf', 'forceverify', 'scopes'], reason: 'with --revoke' },
  validate: { flags: ['user-token', 'dcf', 'forceverify', 'scopes', 'refresh'], reason: 'with --validate' },
  refresh: { flags: ['user-token', 'dcf', 'forceverify', 'scopes'], reason: 'with --refresh' },
}

/** Whether a flag was given; a switch that was turned off counts as not given. */
const has = (flags: TokenFlags, name: FlagName) => (flags[name] ?? false) !== false

function refuseConflicts(flags: TokenFlags): void {
  for (const [flag, needed] of NEEDS) {
    if (has(flags, flag) && !has(flags, needed)) refuseAlone(flag, needed)
  }
  for (const [one, other] of CONFLICTS) if (has(flags, one) && has(flags, other)) refusePair(one, other)
}

function refuseAlone(flag: FlagName, needed: FlagName): never {
  throw new CliError(`--${flag} can only be used with --${needed}`, `add --${needed}, or leave it out`)
}

function refusePair(one: FlagName, other: FlagName): never {
  throw new CliError(`--${one} and --${other} cannot go together`, 'leave one of them out')
}

/** The warning about ignored flags, if there are any. */
function warningOf(flags: TokenFlags, { kind }: TokenAction): string | undefined {
  const ignored = IGNORED[kind].flags.filter((name) => has(flags, name)).map((name) => `--${name}`)
  if (ignored.length > 0) return `ignored ${IGNORED[kind].reason}: ${ignored.join(', ')}`
  if (kind === 'user' && has(flags, 'mock') && has(flags, 'forceverify')) {
    return 'ignored with --mock: --forceverify'
  }
}

function actionOf(flags: TokenFlags): TokenAction {
  for (const kind of ['revoke', 'validate', 'refresh'] as const) {
    const token = flags[kind]
    if (token !== undefined) return { kind, token: tokenValue(token, `--${kind}`) }
  }
  if (!flags['user-token']) return { kind: 'app' }
  return { kind: flags.dcf ? 'device' : 'user' }
}

function tokenValue(text: string, flag: string): string {
  if (/^[\x21-\x7e]+$/.test(text)) return text
  throw new CliError(`the value of ${flag} is not a token`, 'give it as it was printed, without blanks')
}

function hostValue(text: string): string {
  if (URL.parse(`http://${text}:3000`)?.host === `${text.toLowerCase()}:3000`) return text
  throw new CliError(
    `invalid value "${text}" for --redirect-host`,
    'give a host alone, without http:// and port',
  )
}

function authUrlOf(flags: TokenFlags, { AUTH_URL }: Settings): string {
  const flag = flags['auth-url']
  return flag === undefined
    ? httpUrl(AUTH_URL ?? TWITCH_AUTH_URL, 'TWITCH_AUTH_URL')
    : httpUrl(flag, '--auth-url')
}
