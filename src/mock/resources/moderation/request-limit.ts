import type { Caller } from '../../access/auth.ts'
import { Milliseconds } from '../../engine/time.ts'
import type { RouteBuilder } from '../../helix/route-builder.ts'

/**
 * How often an app may act against users of one channel; the documentation says that there is a limit, but not which.
 */
const REQUESTS_PER_MINUTE = 100

/**
 * Counts what the app of a caller does in a channel. The function throws HelixError 429 when it is one too many and
 * limits are enforced.
 */
export function requestLimit(helix: RouteBuilder): (caller: Caller, broadcaster_id: string) => void {
  const limit = helix.limit(REQUESTS_PER_MINUTE, Milliseconds.minute)
  return ({ client_id }, broadcaster_id) =>
    limit.take(
      `${client_id}:${broadcaster_id}`,
      'The app has exceeded the number of requests it may make per minute for this broadcaster.',
    )
}
