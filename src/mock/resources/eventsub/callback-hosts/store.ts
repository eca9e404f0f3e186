import type { Store } from '../../../engine/store.ts'

/** The table of hosts that the server's options allow for callbacks, besides this machine. */
export const tables = `
  CREATE TABLE IF NOT EXISTS eventsub_callback_hosts (host TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;`

/** Replaces the allowed hosts. */
export function allowCallbackHosts(store: Store, hosts: readonly string[]): void {
  store.transaction(() => {
    store.run('DELETE FROM eventsub_callback_hosts')
    for (const host of new Set(hosts.map(canonical))) store.insert('eventsub_callback_hosts', { host })
  })
}

/** Whether a host, or a host with its port such as bot:3000, is allowed for callbacks. */
export function isAllowedHost(store: Store, host: string): boolean {
  const sql = 'SELECT 1 FROM eventsub_callback_hosts WHERE host = $host'
  return store.get(sql, { host: canonical(host) }) !== undefined
}

/** The host in lower case, and an IPv6 address without the brackets of URLs, except before a port. */
const canonical = (host: string) => host.toLowerCase().replace(/^\[(.*)\]$/, '$1')
