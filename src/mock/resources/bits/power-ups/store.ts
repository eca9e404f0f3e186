import { among, rowsOf } from '../../../engine/listing.ts'
import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import { limitFlags, limitsOf, type Usage, unlimited } from '../../channel-points/limits.ts'
import type { PowerUp, PowerUpSettings } from './schema.ts'

/** The tables of power-ups. */
export const tables = `
  CREATE TABLE IF NOT EXISTS power_ups (
    id TEXT PRIMARY KEY, broadcaster_id TEXT NOT NULL REFERENCES users, title TEXT NOT NULL, bits INTEGER NOT NULL,
    prompt TEXT NOT NULL, background_color TEXT NOT NULL, is_enabled INTEGER NOT NULL,
    is_user_input_required INTEGER NOT NULL, is_max_per_stream_enabled INTEGER NOT NULL,
    max_per_stream INTEGER NOT NULL, is_max_per_user_per_stream_enabled INTEGER NOT NULL,
    max_per_user_per_stream INTEGER NOT NULL, is_global_cooldown_enabled INTEGER NOT NULL,
    global_cooldown_seconds INTEGER NOT NULL, is_paused INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS power_ups_list ON power_ups (broadcaster_id, id);`

/** The row as it is stored. */
export type PowerUpRow = PowerUpSettings & Pick<PowerUp, 'id' | 'broadcaster_id'>

type Standing = PowerUpRow & Usage & Pick<PowerUp, 'broadcaster_login' | 'broadcaster_name'>

/** The default settings of a new power-up. */
export const standard: Omit<PowerUpSettings, 'title' | 'bits'> = {
  prompt: '',
  background_color: '#9147FF',
  is_enabled: true,
  is_user_input_required: false,
  is_paused: false,
  ...unlimited,
}

const select = `
  SELECT power_ups.*, login AS broadcaster_login, display_name AS broadcaster_name,
    (SELECT max(redeemed_at) FROM power_up_redemptions WHERE power_up_id = power_ups.id) AS last_redeemed_at,
    CASE WHEN is_max_per_stream_enabled THEN
      (SELECT (SELECT count(*) FROM power_up_redemptions
         WHERE power_up_id = power_ups.id AND redeemed_at >= started_at)
       FROM streams WHERE user_id = broadcaster_id)
    END AS redemptions_redeemed_current_stream
  FROM power_ups JOIN users ON users.id = broadcaster_id`

const booleans = ['is_enabled', 'is_user_input_required', 'is_paused', ...limitFlags] as const

const readStanding = rowReader<Standing>({ booleans })

/** The power-ups as /units lists them. */
export const powerUpUnits = rowsOf<PowerUpRow>(
  'power_ups',
  `id, broadcaster_id, ${Object.keys(standard)}, title, bits`,
  { booleans },
)

const IMAGES = 'https://static-cdn.jtvnw.net/custom-power-up-images'

const defaultImage: PowerUp['default_image'] = {
  url_1x: `${IMAGES}/default-1.png`,
  url_2x: `${IMAGES}/default-2.png`,
  url_4x: `${IMAGES}/default-4.png`,
}

/** A channel's power-ups in the order of their IDs: all, or those with the given IDs. */
export function listPowerUps(
  store: Store,
  { broadcaster_id, ids }: { broadcaster_id: string; ids?: readonly string[] },
): PowerUp[] {
  const byId = among('power_ups.id', ids)
  const sql = `${select} WHERE broadcaster_id = $broadcaster_id ${byId.sql} ORDER BY power_ups.id`
  return store.all(sql, { broadcaster_id, ...byId.params }).map((row) => readPowerUp(store, row))
}

/** The power-up of a channel with an ID. */
export function findPowerUp(store: Store, broadcaster_id: string, id: string): PowerUp | undefined {
  return listPowerUps(store, { broadcaster_id, ids: [id] })[0]
}

/** Inserts a power-up, with defaults for missing settings. */
export function insertPowerUp(
  store: Store,
  {
    broadcaster_id,
    id = store.id(),
    ...settings
  }: Pick<PowerUpRow, 'broadcaster_id' | 'title' | 'bits'> & Partial<PowerUpRow>,
): string {
  store.insert('power_ups', { ...standard, ...settings, id, broadcaster_id })
  return id
}

/** Changes the settings of a power-up. */
export function updatePowerUp(store: Store, id: string, changes: Partial<PowerUpSettings>): void {
  store.update('power_ups', changes, { id })
}

/** Removes a power-up; its redemptions stay. */
export function deletePowerUp(store: Store, id: string): void {
  store.run('DELETE FROM power_ups WHERE id = $id', { id })
}

function readPowerUp(store: Store, row: object): PowerUp {
  const powerUp = readStanding(row)
  const { broadcaster_id, broadcaster_login, broadcaster_name, id, title, bits, prompt } = powerUp
  const { background_color, is_enabled, is_user_input_required, is_paused } = powerUp
  return {
    broadcaster_id,
    broadcaster_login,
    broadcaster_name,
    id,
    image: null,
    default_image: defaultImage,
    background_color,
    is_enabled,
    bits,
    title,
    prompt,
    is_user_input_required,
    is_paused,
    ...limitsOf(powerUp, store.now()),
  }
}
