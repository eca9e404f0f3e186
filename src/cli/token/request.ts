import { configFile, type Environment, readConfig, readStored, type Settings } from '../../config.ts'
import { parseScopes } from '../../twitch/scopes.ts'
import { TWITCH_AUTH_URL } from '../../twitch/urls.ts'
import { CliError } from '../errors.ts'
import type { tokenFlags } from '../token.ts'
import { portValue } from '../values.ts'

/** What a command line asks for. */
export type TokenAction =
  | { kind: 'app' | 'user' | 'device' }
  | { kind: 'revoke' | 'validate' | 'refresh'; token: string }

export interface TokenRequest {
  action: TokenAction
  scopes: string[]
  forceVerify: boolean
  ip?: string
  port: number
  redirectHost: string
  clientId?: string
  clientSecret?: string
  /** The settings file, for reading and writing. */
  file: string
  /** What the file holds. */
  stored: Settings
  /** The same with the environment laid over it. */
  settings: Settings
  /** Base of the identity provider, without a slash at the end. */
  authUrl: string
  /** Base of the mock server, when that is to be used. */
  mock?: string
  /** The mock user that a token is for. */
  user?: string
  browser: boolean
  json: boolean
}

/** The values of the flags; those without a default may be absent. */
export type TokenArguments = {
  [Name in keyof typeof tokenFlags]?: (typeof tokenFlags)[Name]['type'] extends 'boolean' ? boolean : string
} & { config?: string }

/**
 * Makes a request of the flags.
 *
 * @param given the names of the flags that were typed
 * @throws CliError for flags that cannot go together and for values that cannot be right; ConfigError
 */
export function tokenRequest(
  args: TokenArguments,
  given: ReadonlySet<string>,
  env: Environment = process.env,
): TokenRequest {
  const typed = new Set(
    [...given].filter((name) => !(name in args) || args[name as keyof TokenArguments] !== false),
  )
  if (args.browser === false) typed.add('no-browser')
  refuseConflicts(typed)
  const action = actionOf(args, typed)
  const file = configFile(args.config, env)
  const settings = readConfig(file, env)
  const mock = typed.has('mock') ? baseUrl(args.mock ?? '', '--mock') : undefined
  const authUrl = args['auth-url'] ?? settings.AUTH_URL ?? TWITCH_AUTH_URL
  return {
    action,
    scopes: parseScopes(args.scopes ?? ''),
    forceVerify: args.forceverify ?? false,
    ip: args.ip || undefined,
    port: portValue(args.port ?? '', '--port'),
    redirectHost: hostValue(args['redirect-host'] ?? ''),
    clientId: args['client-id'] || undefined,
    clientSecret: args.secret || undefined,
    file,
    stored: readStored(file),
    settings,
    authUrl: mock
      ? `${mock}/oauth2`
      : baseUrl(authUrl, given.has('auth-url') ? '--auth-url' : 'TWITCH_AUTH_URL'),
    mock,
    user: args.user || undefined,
    browser: args.browser ?? true,
    json: args.json ?? false,
  }
}

const ACTIONS = ['user-token', 'revoke', 'validate', 'refresh'] as const

/** Flags that mean nothing, or something else than was meant, without another. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  dcf: ['user-token'],
  forceverify: ['user-token'],
  scopes: ['user-token'],
  user: ['user-token', 'mock'],
}

/** Pairs that contradict each other, apart from the actions, of which there can be only one. */
const CONFLICTS: readonly (readonly [string, string])[] = [
  ['mock', 'auth-url'],
  ['dcf', 'forceverify'],
  ['dcf', 'port'],
  ['dcf', 'ip'],
  ['dcf', 'redirect-host'],
  ['dcf', 'user'],
  ['mock', 'forceverify'],
]

function refuseConflicts(typed: ReadonlySet<string>): void {
  const [first, second] = ACTIONS.filter((name) => typed.has(name))
  if (first && second) refusePair(first, second)
  for (const [flag, needed] of Object.entries(NEEDS)) {
    const missing = typed.has(flag) ? needed.find((name) => !typed.has(name)) : undefined
    if (missing)
      throw new CliError(`--${flag} can only be used with --${missing}`, `add --${missing}, or leave it out`)
  }
  for (const [one, other] of CONFLICTS) if (typed.has(one) && typed.has(other)) refusePair(one, other)
}

function refusePair(one: string, other: string): never {
  throw new CliError(`--${one} and --${other} cannot go together`, 'leave one of them out')
}

function actionOf(args: TokenArguments, typed: ReadonlySet<string>): TokenAction {
  for (const kind of ['revoke', 'validate', 'refresh'] as const) {
    if (typed.has(kind)) return { kind, token: tokenValue(args[kind] ?? '', `--${kind}`) }
  }
  if (!args['user-token']) return { kind: 'app' }
  return { kind: args.dcf ? 'device' : 'user' }
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

function baseUrl(text: string, flag: string): string {
  const url = URL.parse(text)
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash) return text.replace(/\/+$/, '')
  throw new CliError(`invalid value "${text}" for ${flag}`, 'give a URL such as http://localhost:8080')
}
