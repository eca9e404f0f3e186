import { readStored, writeConfig } from '../config.ts'
import { CliError } from './errors.ts'
import { ask, isInteractive } from './prompt.ts'

/** What identifies an application; undefined where it was not said. */
export interface Credentials {
  clientId?: string
  clientSecret?: string
}

/** The two credentials: how they are called, and by which flag of `twitch configure` they are given. */
const clientIdField = { label: 'Client ID', flag: '--client-id' }
const clientSecretField = { label: 'Client Secret', flag: '--client-secret' }

/**
 * Stores credentials, asking for those that are not given. Nothing is written unless all are there and right.
 *
 * @throws CliError when one is missing and nobody can be asked, or has a wrong length
 */
export async function storeCredentials(file: string, given: Credentials): Promise<void> {
  readStored(file) // A file that cannot be kept is refused before anything is asked.
  const clientId = checked(clientIdField, given.clientId)
  const clientSecret = checked(clientSecretField, await fromInput(given.clientSecret))
  requireTerminal({ clientId, clientSecret })
  writeConfig(file, {
    CLIENTID: clientId ?? (await askFor(clientIdField)),
    CLIENTSECRET: clientSecret ?? (await askFor({ ...clientSecretField, hidden: true })),
  })
}

/** Asks for a Client ID alone and stores it: all that a public client has. */
export async function storeClientId(file: string): Promise<void> {
  writeConfig(file, { CLIENTID: await askFor(clientIdField) })
}

function requireTerminal({ clientId, clientSecret }: Credentials): void {
  if (isInteractive()) return
  const missing = [
    ...(clientId === undefined ? [clientIdField] : []),
    ...(clientSecret === undefined ? [clientSecretField] : []),
  ]
  if (missing.length === 0) return
  const labels = missing.map(({ label }) => label).join(' and no ')
  const flags = missing.map(({ flag }) => flag).join(' and ')
  throw new CliError(
    `no ${labels} was given and there is no terminal to ask on; nothing was changed`,
    `give ${flags}`,
  )
}

function checked({ label }: { label: string }, value: string | undefined): string | undefined {
  const refusal = value === undefined ? undefined : lengthRefusal(label, value)
  if (refusal) throw new CliError(refusal)
  return value
}

function askFor(field: { label: string; flag: string; hidden?: boolean }): Promise<string> {
  return ask({ ...field, refusal: (answer) => lengthRefusal(field.label, answer) })
}

/** The official CLI's rule; Twitch's own ids and secrets have 30 characters, a few older ones 31. */
function lengthRefusal(label: string, value: string): string | undefined {
  if (/^[\x21-\x7e]{30,31}$/.test(value)) return undefined
  const problem = /^[\x21-\x7e]*$/.test(value) ? `this one has ${value.length}` : 'and no blanks'
  return `Invalid length for ${label}: it has 30 or 31 characters, ${problem}`
}

/** A secret given as `-` is read from standard input, where no list of processes shows it. */
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
