import { among, pairsOf } from '../../../engine/listing.ts'
import { type Page, type PageRequest, page } from '../../../engine/page.ts'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import type { Vip } from './schema.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    'vip.add': VipRow
    'vip.remove': VipRow
  }
}

/** The VIPs of all channels as /units lists them. */
export const vipUnits = pairsOf('vips', 'created_at')

/** The tables of vips. */
export const tables = `
  CREATE TABLE IF NOT EXISTS vips (
    broadcaster_id TEXT NOT NULL REFERENCES users, user_id TEXT NOT NULL REFERENCES users, created_at TEXT NOT NULL,
    PRIMARY KEY (broadcaster_id, user_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS vips_list ON vips (broadcaster_id, created_at, user_id);`

/** The row as it is stored. */
export interface VipRow {
  broadcaster_id: string
  user_id: string
  created_at: string
}

/** The role of a user as a VIP of a channel. */
export function findVip(store: Store, broadcaster_id: string, user_id: string): VipRow | undefined {
  const sql = `SELECT broadcaster_id, user_id, created_at FROM vips
    WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id`
  return store.get(sql, { broadcaster_id, user_id })
}

/** Whether a user is a VIP of a channel. */
export const isVip = (store: Store, broadcaster_id: string, user_id: string): boolean =>
  findVip(store, broadcaster_id, user_id) !== undefined

/** How many VIPs a channel has. */
export function countVips(store: Store, broadcaster_id: string): number {
  const sql = 'SELECT count(*) AS n FROM vips WHERE broadcaster_id = $broadcaster_id'
  return store.get<{ n: number }>(sql, { broadcaster_id })!.n
}

/** A channel's VIPs in the order of their appointment: all, or those among the given users. */
export function listVips(
  store: Store,
  { broadcaster_id, user_ids }: { broadcaster_id: string; user_ids?: readonly string[] },
  request: PageRequest,
): Page<Vip> {
  const byUser = among('user_id', user_ids)
  return page(
    store,
    {
      sql: `
        SELECT user_id, display_name AS user_name, login AS user_login, vips.created_at AS _created_at
        FROM vips CROSS JOIN users ON users.id = user_id
        WHERE broadcaster_id = $broadcaster_id ${byUser.sql}`,
      params: { broadcaster_id, ...byUser.params },
      key: ['_created_at', 'user_id'],
    },
    request,
  )
}

/** Inserts a VIP without an event. */
export function insertVip(store: Store, vip: VipRow): void {
  store.insert('vips', { ...vip })
}

/** Makes a user a VIP. */
export function addVip(store: Store, broadcaster_id: string, user_id: string): VipRow {
  return store.transaction(() => {
    const vip = { broadcaster_id, user_id, created_at: toSecond(store.now()) }
    insertVip(store, vip)
    store.emit('vip.add', vip)
    return vip
  })
}

/** Removes the role of a VIP. */
export function removeVip(store: Store, vip: VipRow): void {
  store.transaction(() => {
    store.run('DELETE FROM vips WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id', {
      broadcaster_id: vip.broadcaster_id,
      user_id: vip.user_id,
    })
    store.emit('vip.remove', vip)
  })
}
