import type { Caller } from '../../../access/auth.ts'
import { requireUser } from '../../../access/requirements.ts'
import type { Store } from '../../../engine/store.ts'
import { Milliseconds } from '../../../engine/time.ts'
import {
  badRequest,
  conflict,
  forbidden,
  HelixError,
  notFound,
  unauthorized,
  unprocessable,
} from '../../../http/errors.ts'
import { numericId } from '../../../http/ids.ts'
import { paged, pageOf, pageQuery } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import { isBanned } from '../../moderation/bans/store.ts'
import { hasModeratorRole, isModerator } from '../../moderation/moderators/store.ts'
import type { Resource } from '../../resource.ts'
import { isBlocked } from '../../users/blocks/store.ts'
import { Vip } from './schema.ts'
import { seedVips } from './seed.ts'
import { hasCommunity, slotsOf } from './slots.ts'
import { addVip, countVips, findVip, isVip, listVips, removeVip, tables } from './store.ts'
import { units } from './unit.ts'

const manage = { token: 'user', scopes: ['channel:manage:vips'] } as const
const read = {
  token: 'user',
  scopes: ['channel:read:vips', 'channel:manage:vips'],
  userParam: 'broadcaster_id',
} as const

const mismatch = "The ID in broadcaster_id must match the user ID found in the request's OAuth token."
const invalidBroadcaster = 'The ID in the broadcaster_id query parameter is not valid.'
const invalidUser = 'The ID in the user_id query parameter is not valid.'

/** https://dev.twitch.tv/docs/api/reference/#get-vips */
export const vips: Resource = {
  tables,
  seed: { relations: seedVips },
  units,
  routes: (store, helix) => {
    // The documentation limits the VIPs that are added, not the requests.
    const additions = helix.limit(10, 10 * Milliseconds.second)
    const removals = helix.limit(10, 10 * Milliseconds.second)
    return helix('Moderation')
      .get(
        '/channels/vips',
        ({ query: { broadcaster_id, user_id, ...request } }) =>
          paged(listVips(store, { broadcaster_id, user_ids: user_id }, request)),
        {
          auth: read,
          query: query({
            user_id: t.Optional(t.Array(numericId(invalidUser), { maxItems: 100 })),
            broadcaster_id: t.String(),
            ...pageQuery(),
          }),
          response: pageOf(Vip),
          detail: { summary: 'Get VIPs' },
        },
      )
      .post(
        '/channels/vips',
        ({ query: { broadcaster_id, user_id } }) => {
          requireCandidate(store, broadcaster_id, user_id)
          requireFreeSlot(store, broadcaster_id)
          additions.take(
            broadcaster_id,
            'The broadcaster exceeded the number of VIP that they may add within a 10-second window.',
            { subject: user_id },
          )
          addVip(store, broadcaster_id, user_id)
        },
        {
          auth: { ...manage, userParam: 'broadcaster_id' },
          query: query({ user_id: numericId(invalidUser), broadcaster_id: numericId(invalidBroadcaster) }),
          detail: { summary: 'Add Channel VIP' },
        },
      )
      .delete(
        '/channels/vips',
        ({ query: { broadcaster_id, user_id }, caller }) => {
          requireRight(store, caller, broadcaster_id, user_id)
          requireUser(store, broadcaster_id, () => notFound('The ID in broadcaster_id was not found.'))
          requireUser(store, user_id, () => notFound('The ID in user_id was not found.'))
          const vip = findVip(store, broadcaster_id, user_id)
          if (!vip) throw unprocessable("The user in user_id is not a VIP in the broadcaster's channel.")
          removals.take(
            broadcaster_id,
            'The broadcaster exceeded the number of VIPs that they may remove within a 10-second window.',
            { subject: user_id },
          )
          removeVip(store, vip)
        },
        {
          auth: manage,
          query: query({
            user_id: numericId('The ID in user_id is not valid.'),
            broadcaster_id: numericId('The ID in broadcaster_id is not valid.'),
          }),
          detail: { summary: 'Remove Channel VIP' },
        },
      )
  },
}

function requireCandidate(store: Store, broadcaster_id: string, user_id: string): void {
  requireUser(store, user_id, () => notFound('The ID in user_id was not found.'))
  if (isBlocked(store, broadcaster_id, user_id) || isBanned(store, broadcaster_id, user_id)) {
    throw badRequest("The user in the user_id query parameter is blocked from the broadcaster's channel.")
  }
  if (hasModeratorRole(store, broadcaster_id, user_id)) {
    throw unprocessable(
      'The user in user_id is a moderator. To make them a VIP, you must first remove them as a moderator ' +
        '(see Remove Channel Moderator).',
    )
  }
  if (isVip(store, broadcaster_id, user_id)) {
    throw unprocessable('The user in the user_id query parameter is already a VIP.')
  }
}

function requireFreeSlot(store: Store, broadcaster_id: string): void {
  const broadcaster = requireUser(store, broadcaster_id, () =>
    notFound('The ID in broadcaster_id was not found.'),
  )
  if (!hasCommunity(store, broadcaster)) {
    throw new HelixError(
      425,
      'The broadcaster must complete the Build a Community requirement before they may assign VIPs.',
    )
  }
  if (countVips(store, broadcaster_id) >= slotsOf(broadcaster)) {
    throw conflict("The broadcaster doesn't have available VIP slots.")
  }
}

/** Requires the caller to be the broadcaster or the VIP. The refusal of a moderator differs from that of others. */
function requireRight(store: Store, caller: Caller, broadcaster_id: string, user_id: string): void {
  if ([broadcaster_id, user_id].includes(caller.user_id)) return
  if (!isModerator(store, broadcaster_id, caller.user_id)) throw unauthorized(mismatch)
  throw forbidden("The user in broadcaster_id doesn't have permission to remove the user's VIP status.")
}
