import type { Caller } from '../../access/auth.ts'
import type { Store } from '../../engine/store.ts'
import { Milliseconds } from '../../engine/time.ts'
import { FrequencyLimit } from '../../http/limits.ts'

/** How often an app may act against users of one channel; the documentation says that there is a limit, but not which. */
const REQUESTS_PER_MINUTE = 100

/** Counts what the app of a caller does in a channel. The function throws HelixError 429 when it is one too many. */
export function requestLimit(store: Store): (caller: Caller, broadcaster_id: string) => void {
  const limit = new FrequencyLimit(store, REQUESTS_PER_MINUTE, Milliseconds.minute)
  return ({ client_id }, broadcaster_id) =>
    limit.take(
      `${client_id}:${broadcaster_id}`,
      'The app has exceeded the number of requests it may make per minute for this broadcaster.',
    )
}
