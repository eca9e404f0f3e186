import type { Caller } from '../../../access/auth.ts'
import type { Store } from '../../../engine/store.ts'
import { badRequest, notFound } from '../../../http/errors.ts'
import { paged } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query, response } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { tables as callbackHostTables } from '../callback-hosts/store.ts'
import { tables as deliveryTables } from '../deliveries/store.ts'
import { tables as sessionTables } from '../sessions/store.ts'
import { units as sessionUnits } from '../sessions/unit.ts'
import { maximumCost, subscribe } from './create.ts'
import { listSubscriptions } from './listing/store.ts'
import { EventSubSubscription, SubscriptionStatus, TypeName } from './schema.ts'
import {
  countSubscriptions,
  deleteSubscription,
  findEventSubSubscription,
  tables,
  timers,
  wireSubscription,
} from './store.ts'
import { units as subscriptionUnits } from './unit.ts'

const SUBSCRIPTIONS_PER_PAGE = 100

const invalid = (name: string) => `The value in the ${name} query parameter is not valid.`

const totals = { total: t.Integer(), total_cost: t.Integer(), max_total_cost: t.Integer() }

/** https://dev.twitch.tv/docs/api/reference/#create-eventsub-subscription */
export const eventSubSubscriptions: Resource = {
  tables: callbackHostTables + deliveryTables + sessionTables + tables,
  timers,
  units: { ...sessionUnits, ...subscriptionUnits },
  routes: (store, helix) =>
    helix('EventSub')
      .get(
        '/eventsub/subscriptions',
        ({ query: { after, ...filter }, caller }) => {
          if (Object.keys(filter).length > 1) {
            throw badRequest(
              'The request may specify only one filter query parameter. For example, either type or status or user_id.',
            )
          }
          const { items, cursor } = listSubscriptions(store, caller, filter, {
            first: SUBSCRIPTIONS_PER_PAGE,
            after,
          })
          return { ...paged({ items: items.map(wireSubscription), cursor }), ...totalsOf(store, caller) }
        },
        {
          auth: { token: 'any' },
          query: query({
            status: t.Optional({ ...SubscriptionStatus, error: invalid('status') }),
            type: t.Optional({ ...TypeName, error: invalid('type') }),
            user_id: t.Optional(t.String()),
            subscription_id: t.Optional(t.String()),
            conduit_id: t.Optional(t.String()),
            after: t.Optional(t.String()),
          }),
          response: response(
            t.Object({
              data: t.Array(EventSubSubscription),
              ...totals,
              pagination: t.Object({ cursor: t.Optional(t.String()) }),
            }),
          ),
          detail: { summary: 'Get EventSub Subscriptions' },
        },
      )
      .post(
        '/eventsub/subscriptions',
        ({ body: wanted, caller, status }) => {
          const subscription = subscribe(store, caller, wanted)
          return status(202, { data: [wireSubscription(subscription)], ...totalsOf(store, caller) })
        },
        {
          auth: { token: 'any' },
          body: body({
            type: t.String(),
            version: t.String(),
            condition: t.Record(t.String(), t.String()),
            transport: t.Object({
              method: t.Enum(['webhook', 'websocket', 'conduit'], {
                error: 'The value specified in the method field is not valid.',
              }),
              callback: t.Optional(t.String()),
              secret: t.Optional(t.String()),
              session_id: t.Optional(t.String()),
              conduit_id: t.Optional(t.String()),
            }),
            is_batching_enabled: t.Optional(t.Boolean()),
          }),
          response: { 202: response(t.Object({ data: t.Array(EventSubSubscription), ...totals })) },
          detail: { summary: 'Create EventSub Subscription' },
        },
      )
      .delete(
        '/eventsub/subscriptions',
        ({ query: { id }, caller }) => {
          const subscription = findEventSubSubscription(store, id)
          const isOwn =
            subscription?.client_id === caller.client_id && subscription.user_id === caller.user_id
          if (!isOwn) throw notFound('The subscription was not found.')
          deleteSubscription(store, id)
        },
        {
          auth: { token: 'any' },
          query: query({ id: t.String() }),
          detail: { summary: 'Delete EventSub Subscription' },
        },
      ),
}

const totalsOf = (store: Store, caller: Caller) => ({
  ...countSubscriptions(store, caller),
  max_total_cost: maximumCost(caller),
})
