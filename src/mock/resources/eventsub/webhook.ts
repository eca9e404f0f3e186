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
 * Whether the server's options allow a callback's host with its port, or a name without a dot, such as a container's.
 * Such a callback may use plain HTTP, at a private address.
 */
export function isNamedCallback(url: URL, isAllowed: (host: string) => boolean): boolean {
  const isLocalName = /^[^.:]+$/.test(url.hostname)
  return isAllowed(hostAndPort(url)) || (isLocalName && isAllowed(url.hostname))
}

/**
 * The refusal of a callback. It must use HTTPS at port 443, as on Twitch, at a host that the server's options allow; or
 * have a host and port that they allow; or be on this machine.
 */
export function callbackRefusal(store: Store, callback: string): string | undefined {
  if (!URL.canParse(callback)) return callbackRule
  const url = new URL(callback)
  const { protocol, hostname, port } = url
  if (!/^https?:$/.test(protocol)) return callbackRule
  const isAllowed = (host: string) => isAllowedHost(store, host)
  if (isLoopback(hostname) || isNamedCallback(url, isAllowed)) return undefined
  if (protocol !== 'https:' || port !== '') return `${callbackRule}, or ${remedy(hostAndPort(url))}`
  return isAllowed(hostname) ? undefined : `callback host is not allowed: ${remedy(hostname)}`
}

const remedy = (host: string) => `start the mock server with --allow-callback-host ${host}`

const hostAndPort = ({ protocol, hostname, port }: URL) =>
  `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`
