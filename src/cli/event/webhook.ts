import { findConfigFile, readConfig } from '../../config.ts'
import { isLoopback } from '../../lib/loopback.ts'
import { printable } from '../../lib/printable.ts'
import type { SentMessage } from '../../mock/server/single-message.ts'
import { CliError } from '../errors.ts'

/** The flags about a webhook, as typed. */
export interface WebhookArgs {
  'forward-address'?: string
  secret?: string
  'no-config'?: boolean
  config?: string
}

/** The URL of a webhook, and the secret of its signature. */
export interface Destination {
  address?: string
  secret?: string
}

/**
 * The destination of the flags, or else of the settings.
 *
 * @throws CliError, ConfigError
 */
export function destinationOf(args: WebhookArgs): Destination {
  const settings = args['no-config'] ? {} : readConfig(findConfigFile(args.config))
  const address = args['forward-address'] ?? settings.FORWARDADDRESS
  const secret = args.secret ?? settings.EVENTSECRET
  return {
    ...(address !== undefined && { address: addressValue(address) }),
    ...(secret !== undefined && { secret: secretValue(secret) }),
  }
}

/**
 * The URL of a callback; it may have a query.
 *
 * @throws CliError
 */
export function addressValue(text: string): string {
  if (/^https?:$/.test(URL.parse(text)?.protocol ?? '')) return text
  throw new CliError(
    `invalid value "${printable(text)}" for -F, --forward-address`,
    'give a URL such as http://localhost:3000/hook',
  )
}

/**
 * Checks that a secret is one that Twitch accepts, and returns it.
 *
 * @throws CliError
 */
export function secretValue(text: string): string {
  if (/^[\x20-\x7e]{10,100}$/.test(text)) return text
  throw new CliError('invalid value for -s, --secret', 'give 10 to 100 ASCII characters')
}

const TIMEOUT_MS = 10_000

/**
 * Sends a message to a callback, without following redirects.
 *
 * @throws CliError if there is no answer
 */
export async function deliver(
  message: SentMessage,
  address: string,
  secret?: string,
): Promise<{ status: number; type: string; body: string }> {
  const { headersOf } = await import('../../mock/server/single-message.ts')
  const { hostname, host } = new URL(address)
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: headersOf(message, secret),
      body: message.payload,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      // No authority signs certificates for localhost.
      tls: { rejectUnauthorized: !isLoopback(hostname) },
    })
    const type = response.headers.get('content-type') ?? ''
    return { status: response.status, type, body: await response.text() }
  } catch (error) {
    const { name, code } = error as { name?: string; code?: string }
    const reason = name === 'TimeoutError' ? 'no answer in time' : (code ?? 'the connection failed')
    throw new CliError(`cannot reach ${host}: ${reason}`)
  }
}

/** Whether a status is a success. */
export const isSuccess = (status: number) => status >= 200 && status < 300
