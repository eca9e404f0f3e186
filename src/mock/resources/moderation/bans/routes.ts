import type { Store } from '../../../engine/store.ts'
import { badRequest } from '../../../http/errors.ts'
import { dataOf, paged, pageOf, pageQueryBothWays } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { findUser } from '../../users/store.ts'
import { hasModeratorRole } from '../moderators/store.ts'
import { requestLimit } from '../request-limit.ts'
import { BannedUser, Punishment } from './schema.ts'
import { seedBans } from './seed.ts'
import { banUser, findBan, listBans, type NewBan, tables, timers, unbanUser } from './store.ts'
import { units } from './unit.ts'

const TWO_WEEKS = 14 * 24 * 60 * 60

const manage = {
  token: 'user',
  appGrant: 'user',
  scopes: ['moderator:manage:banned_users'],
  userParam: 'moderator_id',
  moderatorOf: 'broadcaster_id',
} as const

/** https://dev.twitch.tv/docs/api/reference/#ban-user */
export const bans: Resource = {
  tables,
  timers,
  seed: { relations: seedBans },
  units,
  routes: (store, helix) => {
    const takeBan = requestLimit(helix)
    const takeUnban = requestLimit(helix)
    return helix('Moderation')
      .get(
        '/moderation/banned',
        ({ query: { broadcaster_id, user_id, ...request } }) =>
          paged(listBans(store, { broadcaster_id, user_ids: user_id }, request)),
        {
          auth: {
            token: 'user',
            appGrant: 'user',
            scopes: ['moderation:read', 'moderator:manage:banned_users'],
            userParam: 'broadcaster_id',
          },
          query: query({
            broadcaster_id: t.String(),
            user_id: t.Optional(t.Array(t.String(), { maxItems: 100 })),
            ...pageQueryBothWays(),
          }),
          response: pageOf(BannedUser),
          detail: { summary: 'Get Banned Users' },
        },
      )
      .post(
        '/moderation/bans',
        ({ query, body: { data }, caller }) => {
          requireBannable(store, { ...query, ...data })
          takeBan(caller, query.broadcaster_id)
          const { broadcaster_id, moderator_id, user_id, created_at, expires_at } = banUser(store, {
            ...query,
            ...data,
          })
          return {
            data: [{ broadcaster_id, moderator_id, user_id, created_at, end_time: expires_at || null }],
          }
        },
        {
          auth: manage,
          query: query({ broadcaster_id: t.String(), moderator_id: t.String() }),
          body: body({
            data: t.Object({
              user_id: t.String({ minLength: 1 }),
              duration: t.Optional(t.Integer({ minimum: 1, maximum: TWO_WEEKS, description: 'Seconds' })),
              reason: t.Optional(t.String({ maxLength: 500 })),
            }),
          }),
          response: dataOf(Punishment),
          detail: { summary: 'Ban User' },
        },
      )
      .delete(
        '/moderation/bans',
        ({ query: { broadcaster_id, moderator_id, user_id }, caller }) => {
          const ban = findBan(store, broadcaster_id, user_id)
          if (!ban) throw badRequest('The user specified in the user_id query parameter is not banned.')
          takeUnban(caller, broadcaster_id)
          unbanUser(store, ban, moderator_id)
        },
        {
          auth: manage,
          query: query({ broadcaster_id: t.String(), moderator_id: t.String(), user_id: t.String() }),
          detail: { summary: 'Unban User' },
        },
      )
  },
}

function requireBannable(store: Store, wanted: NewBan): void {
  const { broadcaster_id, user_id, duration } = wanted
  if (!mayBeBanned(store, wanted)) {
    const punishment = duration === undefined ? 'banned' : 'put in a timeout'
    throw badRequest(`The user specified in the user_id field may not be ${punishment}.`)
  }
  // A ban cannot be changed, not even to a timeout; a timeout can be changed to either.
  if (findBan(store, broadcaster_id, user_id)?.expires_at === '') {
    throw badRequest('The user specified in the user_id field is already banned.')
  }
}

/** Whether a user may be banned: not the broadcaster or Twitch's staff, and moderators only by the broadcaster. */
function mayBeBanned(store: Store, { broadcaster_id, moderator_id, user_id }: NewBan): boolean {
  const user = findUser(store, user_id)
  if (user?.type !== '' || user_id === broadcaster_id) return false
  return moderator_id === broadcaster_id || !hasModeratorRole(store, broadcaster_id, user_id)
}
