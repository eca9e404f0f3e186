import type { Caller } from '../../access/auth.ts'
import { Milliseconds } from '../../engine/time.ts'
import type { RouteBuilder } from '../../helix/route-builder.ts'

/**
 * The limit of an app's moderation requests for one channel. The documentation mentions a limit without its number.
 */
const REQUESTS_PER_MINUTE = 100

/**
 * Returns a function that counts the requests of the caller's app for a channel, and throws HelixError 429 when the
 * limit is exceeded and enforced.
 */
export function requestLimit(helix: RouteBuilder): (caller: Caller, broadcaster_id: string) => void {
  const limit = helix.limit(REQUESTS_PER_MINUTE, Milliseconds.minute)
  return ({ client_id }, broadcaster_id) =>
    limit.take(
      `${client_id}:${broadcaster_id}`,
      'The app has exceeded the number of requests it may make per minute for this broadcaster.',
    )
}
