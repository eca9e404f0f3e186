import { Milliseconds, shifted, toSecond } from '../../engine/time.ts'

/** The limits of a reward or a power-up, as stored. */
export interface Limits {
  is_max_per_stream_enabled: boolean
  max_per_stream: number
  is_max_per_user_per_stream_enabled: boolean
  max_per_user_per_stream: number
  is_global_cooldown_enabled: boolean
  global_cooldown_seconds: number
}

/** The redemptions in the current stream (null without a stream or a limit on them), and the time of the last one. */
export interface Usage {
  redemptions_redeemed_current_stream: number | null
  last_redeemed_at: string | null
}

/** The limits and their usage, as Helix writes them. */
export function limitsOf(row: Limits & Usage, now: Date) {
  const redeemed = row.redemptions_redeemed_current_stream
  return {
    max_per_stream_setting: { is_enabled: row.is_max_per_stream_enabled, max_per_stream: row.max_per_stream },
    max_per_user_per_stream_setting: {
      is_enabled: row.is_max_per_user_per_stream_enabled,
      max_per_user_per_stream: row.max_per_user_per_stream,
    },
    global_cooldown_setting: {
      is_enabled: row.is_global_cooldown_enabled,
      global_cooldown_seconds: row.global_cooldown_seconds,
    },
    is_in_stock: redeemed === null || redeemed < row.max_per_stream,
    redemptions_redeemed_current_stream: redeemed,
    cooldown_expires_at: cooldownOf(row, now),
  }
}

/** The columns of `Limits`, for a reader of rows. */
export const limitFlags = [
  'is_max_per_stream_enabled',
  'is_max_per_user_per_stream_enabled',
  'is_global_cooldown_enabled',
] as const

/** No limits, the default of a new reward. */
export const unlimited: Limits = {
  is_max_per_stream_enabled: false,
  max_per_stream: 0,
  is_max_per_user_per_stream_enabled: false,
  max_per_user_per_stream: 0,
  is_global_cooldown_enabled: false,
  global_cooldown_seconds: 0,
}

type Offer = Pick<
  ReturnType<typeof limitsOf>,
  'is_in_stock' | 'cooldown_expires_at' | 'max_per_user_per_stream_setting'
> & { is_enabled: boolean; is_paused: boolean; is_user_input_required: boolean }

/**
 * The reason why a viewer cannot redeem a reward or power-up now; undefined if the viewer can.
 *
 * @param what "reward" or "power-up"
 * @param timesRedeemed how often the viewer redeemed it in the current stream
 */
export function obstacleTo(
  what: string,
  offer: Offer,
  user_input: string | undefined,
  timesRedeemed: () => number,
): string | undefined {
  if (!offer.is_enabled) return `The ${what} is disabled.`
  if (offer.is_paused) return `The ${what} is paused.`
  if (!offer.is_in_stock) return `The ${what} is out of stock for this stream.`
  if (offer.cooldown_expires_at) return `The ${what} is cooling down until ${offer.cooldown_expires_at}.`
  if (offer.is_user_input_required && !user_input) return `The ${what} requires a user input.`
  const { is_enabled, max_per_user_per_stream } = offer.max_per_user_per_stream_setting
  if (is_enabled && timesRedeemed() >= max_per_user_per_stream) {
    return `The user may not redeem the ${what} again in this stream.`
  }
}

function cooldownOf(row: Limits & Usage, now: Date): string | null {
  if (!row.is_global_cooldown_enabled || row.last_redeemed_at === null) return null
  const cooldown = row.global_cooldown_seconds * Milliseconds.second
  const expires = shifted(new Date(row.last_redeemed_at), cooldown)
  return expires > now ? toSecond(expires) : null
}
