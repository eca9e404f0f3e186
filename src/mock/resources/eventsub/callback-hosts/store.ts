import type { Store } from '../../../engine/store.ts'

/** The hosts besides this machine at which the options of the start allow callbacks. */
export const tables = `
  CREATE TABLE IF NOT EXISTS eventsub_callback_hosts (host TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;`

/** Allows these hosts, and none that were allowed before. */
export function allowCallbackHosts(store: Store, hosts: readonly string[]): void {
  store.transaction(() => {
    store.run('DELETE FROM eventsub_callback_hosts')
    for (const host of new Set(hosts.map(canonical))) store.insert('eventsub_callback_hosts', { host })
  })
}

/** Whether callbacks may be at a host, or at a host with a port such as bot:3000, besides this machine. */
export function isAllowedHost(store: Store, host: string): boolean {
  const sql = 'SELECT 1 FROM eventsub_callback_hosts WHERE host = $host'
  return store.get(sql, { host: canonical(host) }) !== undefined
}

/** In URLs, IPv6 addresses stand in brackets; before a port they keep them. */
const canonical = (host: string) => host.toLowerCase().replace(/^\[(.*)\]$/, '$1')
