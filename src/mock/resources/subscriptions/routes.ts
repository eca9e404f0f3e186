import { notFound } from '../../http/errors.ts'
import { dataOf, paged, pageQueryBothWays } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { query, response } from '../../http/validation.ts'
import type { Resource } from '../resource.ts'
import { Subscription, UserSubscription } from './schema.ts'
import { seedSubscriptions } from './seed.ts'
import { countSubscriptions, findSubscription, listSubscriptions, tables } from './store.ts'
import { units } from './unit.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-broadcaster-subscriptions */
export const subscriptions: Resource = {
  tables,
  seed: { relations: seedSubscriptions },
  units,
  routes: (store, helix) =>
    helix('Subscriptions')
      .get(
        '/subscriptions',
        ({ query: { broadcaster_id, user_id, ...request } }) => ({
          ...paged(listSubscriptions(store, { broadcaster_id, user_ids: user_id }, request)),
          ...countSubscriptions(store, broadcaster_id),
        }),
        {
          auth: { token: 'user', scopes: ['channel:read:subscriptions'], userParam: 'broadcaster_id' },
          query: query({
            broadcaster_id: t.String(),
            user_id: t.Optional(t.Array(t.String(), { maxItems: 100 })),
            ...pageQueryBothWays(),
          }),
          response: response(
            t.Object({
              data: t.Array(Subscription),
              pagination: t.Object({ cursor: t.Optional(t.String()) }),
              points: t.Integer(),
              total: t.Integer(),
            }),
          ),
          detail: { summary: 'Get Broadcaster Subscriptions' },
        },
      )
      .get(
        '/subscriptions/user',
        ({ query: { broadcaster_id, user_id } }) => {
          const found = findSubscription(store, broadcaster_id, user_id)
          if (!found) {
            throw notFound('The user in user_id does not subscribe to the broadcaster in broadcaster_id.')
          }
          return { data: [ownView(found)] }
        },
        {
          auth: { token: 'user', scopes: ['user:read:subscriptions'], userParam: 'user_id' },
          query: query({ broadcaster_id: t.String(), user_id: t.String() }),
          response: dataOf(UserSubscription),
          detail: { summary: 'Check User Subscription' },
        },
      ),
}

/** The subscription as its subscriber sees it. */
function ownView(subscription: Subscription): UserSubscription {
  const { broadcaster_id, broadcaster_login, broadcaster_name, is_gift, tier } = subscription
  const { gifter_id, gifter_login, gifter_name } = subscription
  const own = { broadcaster_id, broadcaster_login, broadcaster_name, is_gift, tier }
  return is_gift ? { ...own, gifter_id, gifter_login, gifter_name } : own
}
