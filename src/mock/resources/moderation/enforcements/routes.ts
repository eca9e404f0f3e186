import type { Store } from '../../../engine/store.ts'
import { Milliseconds } from '../../../engine/time.ts'
import type { RouteBuilder } from '../../../helix/route-builder.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { findUser } from '../../users/store.ts'
import { failsAutoMod } from '../automod/rule.ts'
import { findBlockedTerms } from '../blocked-terms/store.ts'
import { AutoModStatus } from './schema.ts'

/** The limits of checks by the broadcaster type of the channel. */
const checks = {
  '': { minute: 5, hour: 50 },
  affiliate: { minute: 10, hour: 100 },
  partner: { minute: 30, hour: 300 },
} as const

/** https://dev.twitch.tv/docs/api/reference/#check-automod-status */
export const enforcements: Resource = {
  routes: (store, helix) => {
    const take = checkLimit(store, helix)
    return helix('Moderation').post(
      '/moderation/enforcements/status',
      ({ query: { broadcaster_id }, body: { data } }) => {
        take(broadcaster_id)
        return {
          data: data.map(({ msg_id, msg_text }) => ({
            msg_id,
            is_permitted: isPermitted(store, broadcaster_id, msg_text),
          })),
        }
      },
      {
        auth: {
          token: 'user',
          appGrant: 'user',
          scopes: ['moderation:read'],
          userParam: 'broadcaster_id',
          userParamStatus: 403,
        },
        query: query({ broadcaster_id: t.String() }),
        body: body({
          data: t.Array(
            t.Object({ msg_id: t.String({ minLength: 1 }), msg_text: t.String({ minLength: 1 }) }),
            { minItems: 1, maxItems: 100 },
          ),
        }),
        response: dataOf(AutoModStatus),
        detail: { summary: 'Check AutoMod Status' },
      },
    )
  },
}

const isPermitted = (store: Store, broadcaster_id: string, text: string) =>
  !failsAutoMod(text) && findBlockedTerms(store, broadcaster_id, text).length === 0

/** Returns a function that counts a channel's checks, and throws HelixError 429 when the limit is exceeded. */
function checkLimit(store: Store, helix: RouteBuilder): (broadcaster_id: string) => void {
  const limitsOf = (type: keyof typeof checks) => [
    helix.limit(checks[type].minute, Milliseconds.minute),
    helix.limit(checks[type].hour, Milliseconds.hour),
  ]
  const limits = { '': limitsOf(''), affiliate: limitsOf('affiliate'), partner: limitsOf('partner') }
  return (broadcaster_id) => {
    for (const limit of limits[findUser(store, broadcaster_id)?.broadcaster_type ?? '']) {
      limit.take(
        broadcaster_id,
        'The broadcaster exceeded the number of chat message checks that they may make. See the ' +
          "endpoint's rate limits.",
      )
    }
  }
}
