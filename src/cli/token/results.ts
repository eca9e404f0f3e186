import { printable } from '../../lib/printable.ts'
import type { Token } from '../../oauth/token.ts'
import type { Validation } from '../../oauth/validate.ts'
import { colour } from '../colour.ts'
import { localTime } from '../log.ts'
import { print, printJson } from '../output.ts'

/** The form of a new token's output: its documented label, and which lines have the time. */
export interface TokenForm {
  label: 'App Access Token' | 'User Access Token' | 'Access Token'
  /** In the documentation, every line of the device flow has the time, but only the first of the browser flow. */
  stamp: 'first' | 'every'
}

/** Prints a new token. */
export function printToken(token: Token, { label, stamp }: TokenForm, json: boolean): void {
  if (json) return void printJson(tokenObject(token))
  const lines = [
    labelled(label, token.accessToken),
    ...(token.refreshToken ? [labelled('Refresh Token', token.refreshToken)] : []),
    labelled('Expires At', token.expiresAt ? goTime(token.expiresAt) : 'unknown'),
    labelled('Scopes', scopeList(token.scopes)),
  ]
  const now = localTime(new Date())
  for (const [index, line] of lines.entries())
    print(index === 0 || stamp === 'every' ? `${now} ${line}` : line)
}

/** Prints the validation of a token. */
export function printValidation(validation: Validation, json: boolean): void {
  if (json) return void printJson(validationObject(validation))
  const { clientId, userId, login, scopes } = validation
  print(labelled('Client ID', clientId))
  print(labelled('Token Type', userId ? 'User Access Token' : 'App Access Token'))
  if (userId) print(labelled('User ID', userId))
  if (login) print(labelled('User Login', login))
  print(labelled('Expires In', expiry(validation)))
  if (scopes.length === 0) print(labelled('Scopes', 'None'))
  else
    print(
      [
        colour('yellowBright', 'Scopes:', process.stdout),
        ...scopes.map((scope) => `- ${printable(scope)}`),
      ].join('\n'),
    )
}

/** Prints that a token was revoked. */
export function printRevocation(token: string, json: boolean): void {
  if (json) printJson({ revoked: true, token })
  else print(`${localTime(new Date())} Token ${token} has been successfully revoked`)
}

/** A list as Go prints it: `[a b]`. */
export function scopeList(scopes: readonly string[]): string {
  return `[${scopes.join(' ')}]`
}

/** A moment as Go prints it: `2023-08-23 22:06:47.036 +0000 UTC`, without zeros at the end of a fraction. */
export function goTime(moment: Date): string {
  const [day, time = ''] = moment.toISOString().slice(0, -1).split('T')
  return `${day} ${time.replace(/\.?0+$/, '')} +0000 UTC`
}

/** A token as JSON, with Twitch's own names and the moment of expiry. */
function tokenObject({ accessToken, refreshToken, expiresIn, expiresAt, scopes }: Token): object {
  return {
    access_token: accessToken,
    refresh_token: refreshToken,
    expires_in: expiresIn,
    expires_at: expiresAt?.toISOString(),
    scope: scopes,
    token_type: 'bearer',
  }
}

function validationObject({ clientId, login, userId, scopes, expiresIn, expiresAt }: Validation): object {
  return {
    client_id: clientId,
    login,
    user_id: userId,
    scopes,
    expires_in: expiresIn,
    expires_at: expiresAt?.toISOString(),
  }
}

function expiry({ expiresIn, expiresAt }: Validation): string {
  if (expiresIn === undefined) return 'unknown'
  return expiresAt
    ? `${expiresIn} (${expiresAt.toUTCString().replace('GMT', 'UTC')})`
    : `${expiresIn} (never)`
}

function labelled(label: string, value: string): string {
  return `${colour('yellowBright', `${label}:`, process.stdout)} ${printable(value)}`
}
