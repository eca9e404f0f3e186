/** Where handlers run while they are written: without TLS, at any port. */
const LOOPBACK = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\]|host\.docker\.internal)$/

export const secretRule = 'secret must be between 10 and 100 characters'
export const callbackRule = 'call back must be https protocol'

/** Whether a secret may sign messages: 10 to 100 ASCII characters. */
export function isSecret(secret: string): boolean {
  return /^[\x20-\x7e]{10,100}$/.test(secret)
}

/** Whether messages may go to a URL: HTTPS at port 443, as Twitch demands, or anything on this machine. */
export function isCallback(callback: string): boolean {
  if (!URL.canParse(callback)) return false
  const { protocol, hostname, port } = new URL(callback)
  if (LOOPBACK.test(hostname)) return protocol === 'http:' || protocol === 'https:'
  return protocol === 'https:' && port === ''
}
