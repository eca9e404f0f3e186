import { requirePartnerOrAffiliate } from '../../access/requirements.ts'
import { conflict } from '../../http/errors.ts'
import { t } from '../../http/schema.ts'
import { both, creates, keysOf, PAIR_ID, pair, removes, requireUsers, type Units, updates } from '../unit.ts'
import { Subscription } from './schema.ts'
import {
  endSubscription,
  findSubscription,
  giveSubscriptions,
  resubscribe,
  subscribe,
  subscriptionUnits,
} from './store.ts'

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
        gifter_id: t.Optional(t.String({ description: 'The user who gives the subscription' })),
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
