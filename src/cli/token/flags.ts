import { MOCK_SERVER_URL, TWITCH_AUTH_URL } from '../../twitch/urls.ts'
import type { FlagsDef } from '../flags.ts'

/** The port of the official CLI's redirect URI. */
export const DEFAULT_PORT = 3000
/** The host of the redirect URI that the documentation tells users to register. */
export const DEFAULT_REDIRECT_HOST = 'localhost'

/** The documented flags, in the documentation's order and words, then ours. */
export const tokenFlags = {
  'user-token': {
    type: 'boolean',
    alias: 'u',
    description: 'Whether to fetch a user token or not. Default is false',
  },
  dcf: {
    type: 'boolean',
    description: 'Uses Device Code Flow for your User Access Token. Can only be used with --user-token',
  },
  forceverify: {
    type: 'boolean',
    description:
      'Sets force_verify to true, so you can check scopes and which account you are authing as. Can only ' +
      'be used with --user-token',
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
      'Manually set the address to be used for the User Token web server. The default binds to all ' +
      'interfaces (0.0.0.0, and :: where there is IPv6)',
  },
  port: {
    type: 'string',
    alias: 'p',
    valueHint: 'PORT',
    description: `Override/manually set the port for token actions. The default is ${DEFAULT_PORT}`,
  },
  'client-id': {
    type: 'string',
    valueHint: 'ID',
    description:
      'Override/manually set Client ID for token actions. By default Client ID from TWITCH_CLIENTID or ' +
      'the CLI config will be used. A token for another than the stored one is not stored',
  },
  secret: {
    type: 'string',
    valueHint: 'SECRET',
    description:
      'Override/manually set Client Secret for token actions. By default Client Secret from ' +
      'TWITCH_CLIENTSECRET or the CLI config will be used',
  },
  'redirect-host': {
    type: 'string',
    valueHint: 'HOST',
    description: `Override/manually set the redirect host token actions. The default is ${DEFAULT_REDIRECT_HOST}`,
  },
  json: { type: 'boolean', description: 'Print the result as one JSON object' },
  browser: {
    type: 'boolean',
    description: 'Open the browser for a user token. Default is true',
    negativeDescription: 'Only print the URL for a user token, do not open a browser',
  },
  'auth-url': {
    type: 'string',
    valueHint: 'URL',
    description: `Use another identity provider than TWITCH_AUTH_URL or ${TWITCH_AUTH_URL}`,
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

/** The values of the flags; undefined if not given. */
export type TokenFlags = {
  [Name in keyof typeof tokenFlags]?: (typeof tokenFlags)[Name]['type'] extends 'boolean' ? boolean : string
} & { config?: string }
