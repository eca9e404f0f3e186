import { rowsOf } from '../../../engine/listing.ts'
import type { Listing } from '../../../engine/page.ts'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import { obstacleTo } from '../../channel-points/limits.ts'
import { progressGoals } from '../../goals/store.ts'
import { contribute } from '../../hype-train/store.ts'
import type { PowerUp } from '../power-ups/schema.ts'

/** The redemption of a power-up, with a copy of the power-up's properties at that time. */
export interface PowerUpRedemption {
  id: string
  broadcaster_id: string
  user_id: string
  power_up_id: string
  title: string
  prompt: string
  bits: number
  /** The viewer's input; empty if the power-up asks for none. */
  user_input: string
  status: 'unfulfilled' | 'unknown' | 'fulfilled' | 'canceled'
  redeemed_at: string
}

declare module '../../../engine/events.ts' {
  interface Events {
    'power_up_redemption.add': PowerUpRedemption
  }
}

/** The tables of power-up redemptions. They have no foreign key to power_ups, since redemptions outlive power-ups. */
export const tables = `
  CREATE TABLE IF NOT EXISTS power_up_redemptions (
    id TEXT PRIMARY KEY, broadcaster_id TEXT NOT NULL REFERENCES users, user_id TEXT NOT NULL REFERENCES users,
    power_up_id TEXT NOT NULL, title TEXT NOT NULL, prompt TEXT NOT NULL, bits INTEGER NOT NULL,
    user_input TEXT NOT NULL, status TEXT NOT NULL, redeemed_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS power_up_redemptions_times ON power_up_redemptions (power_up_id, redeemed_at);
  CREATE INDEX IF NOT EXISTS power_up_redemptions_board
    ON power_up_redemptions (broadcaster_id, redeemed_at, user_id, bits);`

/** The redemptions as /units lists them. */
export const powerUpRedemptionUnits = rowsOf(
  'power_up_redemptions',
  'id, broadcaster_id, user_id, power_up_id, title, prompt, bits, user_input, status, redeemed_at',
)

/** Inserts a redemption without an event. */
export function insertPowerUpRedemption(store: Store, redemption: PowerUpRedemption): void {
  store.insert('power_up_redemptions', { ...redemption })
}

/** The redemptions of existing power-ups, in the form of fixtures. */
export const powerUpRedemptionFixtures: Listing<object> = {
  sql: `SELECT rowid AS _row, id, broadcaster_id, user_id, power_up_id, user_input, status, redeemed_at
    FROM power_up_redemptions WHERE power_up_id IN (SELECT id FROM power_ups)`,
  key: ['_row'],
}

/** The error for a power-up that a viewer cannot redeem now; the message says why. */
export class PowerUpUnavailable extends Error {}

/**
 * Redeems a power-up for a viewer. It contributes to a running Hype Train and to goals in Bits.
 *
 * @throws PowerUpUnavailable
 */
export function redeemPowerUp(
  store: Store,
  powerUp: PowerUp,
  { user_id, user_input }: { user_id: string; user_input?: string },
): PowerUpRedemption {
  return store.transaction(() => {
    const { broadcaster_id, id: power_up_id, title, prompt, bits } = powerUp
    const timesRedeemed = () => countInStream(store, powerUp, user_id)
    const obstacle = obstacleTo('power-up', powerUp, user_input, timesRedeemed)
    if (obstacle) throw new PowerUpUnavailable(obstacle)
    const redemption: PowerUpRedemption = {
      id: store.id(),
      broadcaster_id,
      user_id,
      power_up_id,
      title,
      prompt,
      bits,
      user_input: powerUp.is_user_input_required ? user_input! : '',
      status: 'unfulfilled',
      redeemed_at: toSecond(store.now()),
    }
    insertPowerUpRedemption(store, redemption)
    store.emit('power_up_redemption.add', redemption)
    progressGoals(store, broadcaster_id, { new_bit: bits })
    contribute(store, broadcaster_id, { user_id, type: 'bits', total: bits })
    return redemption
  })
}

/** How often a user redeemed a power-up since the channel went live; 0 while it is offline. */
function countInStream(store: Store, { id, broadcaster_id }: PowerUp, user_id: string): number {
  const sql = `
    SELECT count(*) AS n FROM power_up_redemptions
    WHERE power_up_id = $id AND user_id = $user_id
      AND redeemed_at >= (SELECT started_at FROM streams WHERE streams.user_id = $broadcaster_id)`
  return store.get<{ n: number }>(sql, { id, broadcaster_id, user_id })!.n
}
