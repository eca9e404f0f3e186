import type { Store } from '../../engine/store.ts'
import type { Cheer } from '../../resources/bits/leaderboard/store.ts'
import { type Fragment, parseFragments } from '../../resources/chat/fragments/store.ts'
import { bitsFragments } from '../../resources/chat/fragments/wire.ts'
import type { ExtensionTransaction } from '../../resources/extensions/transactions/schema.ts'
import type { EventSubEvent } from '../event.ts'
import { type EventGroup, type ExampleContext, inChannel } from './core/event-group.ts'
import { anonymousCheerer, named, namedOrNull } from './core/named.ts'

type Purchase = Pick<ExtensionTransaction, 'id' | 'broadcaster_id' | 'user_id'> & {
  extension_id: string
  product_data: Pick<ExtensionTransaction['product_data'], 'sku' | 'displayName' | 'inDevelopment' | 'cost'>
}

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelcheer */
export const bits: EventGroup = {
  listen(on, store, publish) {
    on('cheer', (cheer, at) => {
      publish(cheered(store, cheer, at))
      publish(used(store, cheer, at))
    })
    on('extension.bits_transaction.create', (purchase, at) => publish(bought(store, purchase, at)))
  },
  examples: {
    'channel.cheer': (context) => cheered(context.store, exampleCheer(context), context.at),
    'channel.bits.use': (context) =>
      context.store.random.below(3) === 0
        ? poweredUp(context)
        : used(context.store, exampleCheer(context), context.at),
    'extension.bits_transaction.create': (context) =>
      bought(context.store, examplePurchase(context), context.at),
  },
}

function cheered(store: Store, { broadcaster_id, user_id, message, bits }: Cheer, at: Date): EventSubEvent {
  return inChannel(
    store,
    { type: 'channel.cheer', broadcaster_id, at },
    { is_anonymous: user_id === null, ...namedOrNull(store, 'user', user_id), message, bits },
  )
}

function used(
  store: Store,
  { broadcaster_id, user_id, message: text, bits }: Cheer,
  at: Date,
): EventSubEvent {
  const user = user_id ? named(store, 'user', user_id) : anonymousCheerer
  const fragments = parseFragments(store, { broadcaster_id, user_id: user.user_id, text })
  return inChannel(
    store,
    { type: 'channel.bits.use', broadcaster_id, at },
    { ...user, bits, type: 'cheer', message: { text, fragments: bitsFragments(fragments) }, power_up: null },
  )
}

function bought(store: Store, purchase: Purchase, at: Date): EventSubEvent {
  const { id, extension_id, broadcaster_id, user_id, product_data } = purchase
  const { sku, displayName, inDevelopment, cost } = product_data
  return {
    type: 'extension.bits_transaction.create',
    version: '1',
    condition: { extension_client_id: extension_id },
    event: {
      extension_client_id: extension_id,
      id,
      ...named(store, 'broadcaster_user', broadcaster_id),
      ...named(store, 'user', user_id),
      // What is in development costs nothing.
      product: {
        name: displayName,
        bits: inDevelopment ? 0 : cost.amount,
        sku,
        in_development: inDevelopment,
      },
    },
    at,
  }
}

function exampleCheer({ store, at, broadcaster_id, user_id }: ExampleContext): Cheer {
  const bits = 100 * (1 + store.random.below(10))
  const message = `Cheer${bits} for the team`
  return { id: store.id(), broadcaster_id, user_id, bits, message, cheered_at: at.toISOString() }
}

/** An emote in the size of half the chat. */
function poweredUp({ store, at, broadcaster_id, user_id }: ExampleContext): EventSubEvent {
  const emote = { id: '25', emote_set_id: '0', owner_id: null, format: ['static' as const] }
  const fragments: Fragment[] = [{ type: 'emote', text: 'Kappa', emote }]
  return inChannel(
    store,
    { type: 'channel.bits.use', broadcaster_id, at },
    {
      ...named(store, 'user', user_id),
      bits: 30,
      type: 'power_up',
      message: { text: 'Kappa', fragments: bitsFragments(fragments) },
      power_up: { type: 'gigantify_an_emote', emote: { id: '25', name: 'Kappa' }, message_effect_id: null },
    },
  )
}

function examplePurchase({ store, broadcaster_id, user_id, condition }: ExampleContext): Purchase {
  const sql = 'SELECT id FROM extensions ORDER BY rowid LIMIT 1'
  return {
    id: store.id(),
    extension_id: condition.extension_client_id || (store.get<{ id: string }>(sql)?.id ?? ''),
    broadcaster_id,
    user_id,
    product_data: {
      sku: 'airhorn',
      displayName: 'Airhorn',
      cost: { amount: 100, type: 'bits' },
      inDevelopment: false,
    },
  }
}
