import { requireUser } from '../../../access/requirements.ts'
import type { Store } from '../../../engine/store.ts'
import { badRequest, forbidden, tooManyRequests } from '../../../http/errors.ts'
import { numericId } from '../../../http/ids.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { findLiveStream } from '../../streams/store.ts'
import { isBlocked } from '../../users/blocks/store.ts'
import { createShoutout, isCoolingDown, isTargetCoolingDown, type NewShoutout, tables } from './store.ts'

type ShoutoutRequest = Omit<NewShoutout, 'viewer_count'>

const unknownTarget = 'The ID in the to_broadcaster_id query parameter is not valid.'

/** https://dev.twitch.tv/docs/api/reference/#send-a-shoutout */
export const shoutouts: Resource = {
  tables,
  routes: (store, helix) =>
    helix('Chat').post(
      '/chat/shoutouts',
      ({ query: wanted }) => {
        const viewer_count = requireAudience(store, wanted)
        if (helix.enforcesLimits) requireCooledDown(store, wanted)
        createShoutout(store, { ...wanted, viewer_count })
      },
      {
        auth: {
          token: 'user',
          appGrant: 'bot',
          scopes: ['moderator:manage:shoutouts'],
          userParam: 'moderator_id',
          moderatorOf: 'from_broadcaster_id',
        },
        query: query({
          from_broadcaster_id: numericId('The ID in the from_broadcaster_id query parameter is not valid.'),
          to_broadcaster_id: numericId(unknownTarget),
          moderator_id: t.String(),
        }),
        detail: { summary: 'Send a Shoutout' },
      },
    ),
}

/** Requires that the shoutout is allowed now; returns the number of viewers who see it. */
function requireAudience(store: Store, { from_broadcaster_id, to_broadcaster_id }: ShoutoutRequest): number {
  requireUser(store, to_broadcaster_id, () => badRequest(unknownTarget))
  if (from_broadcaster_id === to_broadcaster_id) {
    throw badRequest('The broadcaster may not give themselves a Shoutout.')
  }
  const viewers = findLiveStream(store, from_broadcaster_id)?.viewer_count ?? 0
  if (viewers < 1) {
    throw badRequest('The broadcaster is not streaming live or does not have one or more viewers.')
  }
  if (isBlocked(store, to_broadcaster_id, from_broadcaster_id)) {
    throw forbidden('The broadcaster may not send the specified broadcaster a Shoutout.')
  }
  return viewers
}

function requireCooledDown(store: Store, { from_broadcaster_id, to_broadcaster_id }: ShoutoutRequest): void {
  const exceeded = (whom: string) =>
    tooManyRequests(
      `The broadcaster exceeded the number of Shoutouts they may send ${whom}within a given window. See ` +
        `the endpoint's Rate Limits.`,
    )
  if (isTargetCoolingDown(store, from_broadcaster_id, to_broadcaster_id)) {
    throw exceeded('the same broadcaster ')
  }
  if (isCoolingDown(store, from_broadcaster_id)) throw exceeded('')
}
