import { defineCommand } from 'citty'
import { MOCK_SERVER_URL, TWITCH_AUTH_URL } from '../twitch/urls.ts'
import { type FlagsDef, globalFlags } from './flags.ts'

/** The flags of the documentation, in its order and words, then ours. */
export const tokenFlags = {
  'user-token': {
    type: 'boolean',
    alias: 'u',
    default: false,
    description: 'Whether to fetch a user token or not',
  },
  dcf: {
    type: 'boolean',
    default: false,
    description: 'Uses Device Code Flow for your User Access Token. Can only be used with --user-token',
  },
  forceverify: {
    type: 'boolean',
    default: false,
    description:
      'Sets force_verify to true, so you can check scopes and which account you are authing as. Can only be used with --user-token',
  },
  scopes: {
    type: 'string',
    alias: 's',
    valueHint: 'SCOPES',
    description: 'The space separated scopes to use when getting a user token',
  },
  revoke: {
    type: 'string',
    alias: 'r',
    valueHint: 'TOKEN',
    description: 'Instead of generating a new token, revoke the one passed to this parameter',
  },
  validate: {
    type: 'string',
    alias: 'v',
    valueHint: 'TOKEN',
    description: 'Instead of generating a new token, validate the one passed to this parameter',
  },
  refresh: {
    type: 'string',
    alias: 'R',
    valueHint: 'TOKEN',
    description:
      'Instead of generating a new token, refresh the token associated with the Refresh Token passed to this parameter',
  },
  ip: {
    type: 'string',
    valueHint: 'ADDRESS',
    description:
      'Manually set the address to be used for the User Token web server. The default binds to all interfaces (0.0.0.0, and :: where there is IPv6)',
  },
  port: {
    type: 'string',
    alias: 'p',
    default: '3000',
    valueHint: 'PORT',
    description: 'Override/manually set the port for token actions',
  },
  'client-id': {
    type: 'string',
    valueHint: 'ID',
    description:
      'Override/manually set Client ID for token actions. By default Client ID from CLI config will be used',
  },
  secret: {
    type: 'string',
    valueHint: 'SECRET',
    description:
      'Override/manually set Client Secret for token actions. By default Client Secret from CLI config will be used',
  },
  'redirect-host': {
    type: 'string',
    default: 'localhost',
    valueHint: 'HOST',
    description: 'Override/manually set the redirect host token actions',
  },
  json: { type: 'boolean', default: false, description: 'Print the result as one JSON object' },
  browser: {
    type: 'boolean',
    default: true,
    description: 'Open the browser for a user token',
    negativeDescription: 'Only print the URL for a user token, do not open a browser',
  },
  'auth-url': {
    type: 'string',
    valueHint: 'URL',
    description: `Use another identity provider than ${TWITCH_AUTH_URL}`,
  },
  mock: {
    type: 'string',
    bare: MOCK_SERVER_URL,
    valueHint: 'URL',
    description: `Use the running mock server, without any set-up; alone it means ${MOCK_SERVER_URL}`,
  },
  user: {
    type: 'string',
    valueHint: 'ID',
    description:
      'The mock user that the token is for, the first by default. Can only be used with --mock and --user-token',
  },
} as const satisfies FlagsDef

const notes = `Results are written to stdout, everything else to stderr. A failure ends with exit status 1, Ctrl+C too.
A new token is stored in the configuration, unless it is for another Client ID than the stored one (--client-id,
TWITCH_CLIENTID) or from the mock server; an app token never takes the place of a stored user token.
TWITCH_CLIENTID, TWITCH_CLIENTSECRET and TWITCH_AUTH_URL stand in for --client-id, --secret and --auth-url.`

const meta = { name: 'token', description: 'Fetch, validate, refresh or revoke an access token', notes }

export const token = defineCommand({
  meta,
  args: { ...tokenFlags, ...globalFlags },
  async run({ args, rawArgs }) {
    const { tokenRequest } = await import('./token/request.ts')
    const { runToken } = await import('./token/run.ts')
    const { explained } = await import('./user-errors.ts')
    await explained(() => runToken(tokenRequest(args, givenFlags(rawArgs))))
  },
})

/** The flags that were typed, as opposed to those that have their default; every argument is `--name=value`. */
function givenFlags(rawArgs: readonly string[]): Set<string> {
  return new Set(rawArgs.map((argument) => argument.slice(2).split('=', 1)[0] ?? ''))
}
