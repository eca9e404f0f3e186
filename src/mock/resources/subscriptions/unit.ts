import { requirePartnerOrAffiliate } from '../../access/requirements.ts'
import { toSecond } from '../../engine/time.ts'
import { conflict } from '../../http/errors.ts'
import { t } from '../../http/schema.ts'
import {
  both,
  creates,
  fixture,
  keysOf,
  PAIR_ID,
  pair,
  reference,
  removes,
  requireUsers,
  type Units,
  updates,
} from '../unit.ts'
import { Subscription } from './schema.ts'
import {
  endSubscription,
  findSubscription,
  giveSubscriptions,
  insertSubscription,
  resubscribe,
  subscribe,
  subscriptionUnits,
} from './store.ts'

const gifter_id = t.Optional(reference('users', { description: 'Who gives the subscription' }))

const FIRST_MONTH = 1

const months = t.Optional(t.Integer({ minimum: FIRST_MONTH, default: FIRST_MONTH }))

/** The units of subscriptions. */
export const units: Units = {
  subscriptions: {
    description: 'Subscriptions to channels. The ID of a row is broadcaster_id:user_id.',
    rows: () => subscriptionUnits,
    id: PAIR_ID,
    create: creates(
      'Let a user subscribe, or get a gift',
      {
        ...both,
        tier: t.Optional(Subscription.properties.tier),
        gifter_id,
      },
      (store, { broadcaster_id, user_id, tier = '1000', gifter_id }) => {
        requireUsers(store, broadcaster_id, user_id, ...(gifter_id ? [gifter_id] : []))
        requirePartnerOrAffiliate(store, broadcaster_id)
        if (findSubscription(store, broadcaster_id, user_id))
          throw conflict('The user subscribes to the channel already.')
        if (gifter_id) giveSubscriptions(store, { broadcaster_id, gifter_id, tier }, [user_id])
        else subscribe(store, { broadcaster_id, user_id, tier })
        return pair(broadcaster_id, user_id)
      },
    ),
    fixture: fixture(
      {
        ...both,
        tier: t.Optional(Subscription.properties.tier),
        is_gift: t.Optional(t.Boolean({ description: 'Whether it is a gift; the gifter may be anonymous' })),
        gifter_id,
        cumulative_months: months,
        streak_months: months,
        subscribed_at: t.Optional(t.Timestamp()),
      },
      (store, { gifter_id = null, ...fields }) => {
        requirePartnerOrAffiliate(store, fields.broadcaster_id)
        insertSubscription(store, {
          tier: '1000',
          is_gift: gifter_id !== null,
          cumulative_months: FIRST_MONTH,
          streak_months: FIRST_MONTH,
          subscribed_at: toSecond(store.now()),
          ...fields,
          gifter_id,
        })
        return pair(fields.broadcaster_id, fields.user_id)
      },
    ),
    update: updates(
      'Share another month in the chat',
      { message: t.Optional(t.String()) },
      (store, id, { message = '' }) => resubscribe(store, findSubscription(store, ...keysOf(id))!, message),
    ),
    remove: removes('End a subscription', (store, id) =>
      endSubscription(store, findSubscription(store, ...keysOf(id))!),
    ),
  },
}
