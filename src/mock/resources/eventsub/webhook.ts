import { isLoopback } from '../../../lib/loopback.ts'
import type { Store } from '../../engine/store.ts'
import { isAllowedHost } from './callback-hosts/store.ts'

/** The refusal of a secret that is too short or too long. */
export const secretRule = 'secret must be between 10 and 100 characters'
const callbackRule = 'call back must be https protocol'

/** Whether a secret may sign messages: 10 to 100 ASCII characters. */
export function isSecret(secret: string): boolean {
  return /^[\x20-\x7e]{10,100}$/.test(secret)
}

/**
 * Why messages may not go to a URL, if so. It must use HTTPS at port 443, as Twitch demands, and be at a host that
 * whoever started the server has allowed; or be anything on this machine.
 */
export function callbackRefusal(store: Store, callback: string): string | undefined {
  if (!URL.canParse(callback)) return callbackRule
  const { protocol, hostname, port } = new URL(callback)
  if (isLoopback(hostname)) return /^https?:$/.test(protocol) ? undefined : callbackRule
  if (protocol !== 'https:' || port !== '') return callbackRule
  if (isAllowedHost(store, hostname)) return undefined
  return `callback host is not allowed: start the mock server with --allow-callback-host ${hostname}`
}
