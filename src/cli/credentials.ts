import { readStored, type Settings, writeConfig } from '../config.ts'
import { CliError } from './errors.ts'
import { notice } from './output.ts'
import { ask, isInteractive } from './prompt.ts'

/** The credentials of an application; undefined if not given. */
export interface Credentials {
  clientId?: string
  clientSecret?: string
}

/** The credentials, each with its label and its flag of `twitch configure`. */
const clientIdField = { label: 'Client ID', flag: '--client-id' }
const clientSecretField = { label: 'Client Secret', flag: '--client-secret' }

/**
 * Stores credentials, and prompts for missing ones. It writes nothing unless all are given and valid, with one
 * exception: without a terminal, a Client ID is stored alone, since a public client has no secret.
 *
 * @throws CliError if one is invalid, or is missing without a terminal to prompt on
 */
export async function storeCredentials(file: string, given: Credentials): Promise<void> {
  const stored = readStored(file) // A file that cannot be kept is refused before anything is asked.
  const clientId = checked(clientIdField, given.clientId)
  const clientSecret = checked(clientSecretField, await fromInput(given.clientSecret))
  if (clientId !== undefined && clientSecret === undefined && !isInteractive()) {
    return storeClientIdAlone(file, clientId, stored)
  }
  requireTerminal({ clientId, clientSecret })
  writeConfig(file, {
    CLIENTID: clientId ?? (await askFor(clientIdField)),
    CLIENTSECRET: clientSecret ?? (await askFor({ ...clientSecretField, hidden: true })),
  })
}

/** Prompts for a Client ID and stores it alone, for a public client, which has no secret. */
export async function storeClientId(file: string): Promise<void> {
  writeConfig(file, { CLIENTID: await askFor(clientIdField) })
}

/** Stores a Client ID, and removes a stored secret of another Client ID, with which it must never be sent. */
function storeClientIdAlone(file: string, clientId: string, { CLIENTID, CLIENTSECRET }: Settings): void {
  const isOfAnother = CLIENTSECRET !== undefined && CLIENTID !== clientId
  writeConfig(file, { CLIENTID: clientId, ...(isOfAnother && { CLIENTSECRET: undefined }) })
  const rest = isOfAnother ? '; that of the Client ID before is removed' : ''
  notice(`no Client Secret was given and there is no terminal to ask on${rest}`)
}

function requireTerminal({ clientId, clientSecret }: Credentials): void {
  if (isInteractive()) return
  if (clientId !== undefined && clientSecret !== undefined) return
  const both = clientSecret === undefined
  const labels = both ? 'Client ID and no Client Secret' : 'Client ID'
  throw new CliError(
    `no ${labels} was given and there is no terminal to ask on; nothing was changed`,
    `give ${clientIdField.flag}${both ? ` and ${clientSecretField.flag}` : ''}`,
  )
}

function checked({ label }: { label: string }, value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const refusal = refusalOf(label, value)
  if (refusal) throw new CliError(refusal)
  if (!/^.{30,31}$/.test(value))
    notice(`${label}: it has ${value.length} characters, those of Twitch have 30`)
  return value
}

function askFor(field: { label: string; flag: string; hidden?: boolean }): Promise<string> {
  return ask({ ...field, refusal: (answer) => refusalOf(field.label, answer) })
}

/** The refusal of a text that cannot be an ID or a secret of Twitch, by its characters. */
function refusalOf(label: string, value: string): string | undefined {
  if (value === '') return `Invalid ${label}: it is empty`
  if (!/^[\x21-\x7e]+$/.test(value)) return `Invalid ${label}: it has ASCII characters only, and no blanks`
}

/** The secret; `-` reads it from standard input, so that it does not appear in the list of processes. */
async function fromInput(value: string | undefined): Promise<string | undefined> {
  if (value !== '-') return value
  if (process.stdin.isTTY) return undefined
  const text = (await Bun.stdin.text()).trim()
  if (text) return text
  throw new CliError(
    'standard input holds no Client Secret; nothing was changed',
    'pipe it in, or give --client-secret',
  )
}
