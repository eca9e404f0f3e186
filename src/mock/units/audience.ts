import { requirePartnerOrAffiliate, requireUser } from '../access/requirements.ts'
import type { Store } from '../engine/store.ts'
import { toSecond } from '../engine/time.ts'
import { conflict, notFound } from '../http/errors.ts'
import { t } from '../http/schema.ts'
import { cheer } from '../resources/bits/leaderboard/store.ts'
import { insertEditor, isEditor } from '../resources/channels/editors/store.ts'
import { createFollow, endFollow } from '../resources/channels/follows/store.ts'
import {
  endSubscription,
  findSubscription,
  giveSubscriptions,
  resubscribe,
  subscribe,
  subscriptionUnits,
} from '../resources/subscriptions/store.ts'
import { creates, keysOf, pair, pairsOf, rowsOf, type Unit, updates } from './unit.ts'

export const both = { broadcaster_id: t.String(), user_id: t.String() }
/** Both ends must be there. */
export function requireBoth(
  store: Store,
  { broadcaster_id, user_id }: { broadcaster_id: string; user_id: string },
): void {
  for (const id of [broadcaster_id, user_id]) requireUser(store, id, notFound(`There is no user ${id}.`))
}

/** Who follows whom; the id of a row is `broadcaster_id:user_id`. */
export const follows: Unit = {
  ...pairsOf('follows', 'followed_at'),
  create: creates(both, (store, fields) => {
    requireBoth(store, fields)
    createFollow(store, fields)
    return pair(fields.broadcaster_id, fields.user_id)
  }),
  remove: (store, id) => endFollow(store, ...keysOf(id)),
}

/** Who edits whose channel. */
export const editors: Unit = {
  ...pairsOf('editors', 'created_at'),
  create: creates(both, (store, fields) => {
    requireBoth(store, fields)
    if (isEditor(store, fields.broadcaster_id, fields.user_id)) {
      throw conflict('The user may edit the channel already.')
    }
    insertEditor(store, { ...fields, created_at: toSecond(store.now()) })
    return pair(fields.broadcaster_id, fields.user_id)
  }),
  remove(store, id) {
    const [broadcaster_id, user_id] = keysOf(id)
    const sql = 'DELETE FROM editors WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id'
    store.run(sql, { broadcaster_id, user_id })
  },
}

/** Who subscribes to whom. A gift has a gifter; PATCH shares another month with a message. */
export const subscriptions: Unit = {
  rows: () => subscriptionUnits,
  id: "broadcaster_id || ':' || user_id",
  create: creates(
    { ...both, tier: t.Optional(t.Enum(['1000', '2000', '3000'])), gifter_id: t.Optional(t.String()) },
    (store, { broadcaster_id, user_id, tier = '1000', gifter_id }) => {
      requireBoth(store, { broadcaster_id, user_id })
      if (gifter_id) requireUser(store, gifter_id, notFound(`There is no user ${gifter_id}.`))
      requirePartnerOrAffiliate(store, broadcaster_id)
      if (findSubscription(store, broadcaster_id, user_id))
        throw conflict('The user subscribes to the channel already.')
      if (gifter_id) giveSubscriptions(store, { broadcaster_id, gifter_id, tier }, [user_id])
      else subscribe(store, { broadcaster_id, user_id, tier })
      return pair(broadcaster_id, user_id)
    },
  ),
  update: updates({ message: t.Optional(t.String({ minLength: 0 })) }, (store, id, { message = '' }) => {
    resubscribe(store, findSubscription(store, ...keysOf(id))!, message)
  }),
  remove: (store, id) => endSubscription(store, findSubscription(store, ...keysOf(id))!),
}

/** Bits that were cheered. */
export const cheers: Unit = {
  rows: () => rowsOf('cheers', 'id, broadcaster_id, user_id, bits, message, cheered_at'),
  create: creates(
    { ...both, bits: t.Integer({ minimum: 1, maximum: 1_000_000 }), message: t.Optional(t.String()) },
    (store, fields) => {
      requireBoth(store, fields)
      return cheer(store, fields).id
    },
  ),
}
