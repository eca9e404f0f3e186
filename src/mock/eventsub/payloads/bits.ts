import type { Cheer } from '../../helix/bits/leaderboard/store.ts'
import { type Fragment, parseFragments } from '../../helix/chat/fragments/store.ts'
import type { ExtensionTransaction } from '../../helix/extensions/transactions/schema.ts'
import type { Store } from '../../store/store.ts'
import type { Announcement } from '../announcement.ts'
import { type Family, inChannel, type Scene } from './family.ts'
import { bitsFragments } from './fragments.ts'
import { anonymousCheerer, named, namedOrNull } from './named.ts'

type Purchase = Pick<ExtensionTransaction, 'id' | 'broadcaster_id' | 'user_id'> & {
  extension_id: string
  product_data: Pick<ExtensionTransaction['product_data'], 'sku' | 'displayName' | 'inDevelopment' | 'cost'>
}

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelcheer */
export const bits: Family = {
  listen(on, store, announce) {
    on('cheer', (cheer, at) => {
      announce(cheered(store, cheer, at))
      announce(used(store, cheer, at))
    })
    on('extension.bits_transaction.create', (purchase, at) => announce(bought(store, purchase, at)))
  },
  examples: {
    'channel.cheer': (scene) => cheered(scene.store, exampleCheer(scene), scene.at),
    'channel.bits.use': (scene) =>
      scene.store.random.below(3) === 0 ? poweredUp(scene) : used(scene.store, exampleCheer(scene), scene.at),
    'extension.bits_transaction.create': (scene) => bought(scene.store, examplePurchase(scene), scene.at),
  },
}

function cheered(store: Store, { broadcaster_id, user_id, message, bits }: Cheer, at: Date): Announcement {
  return inChannel(
    store,
    { type: 'channel.cheer', broadcaster_id, at },
    { is_anonymous: user_id === null, ...namedOrNull(store, 'user', user_id), message, bits },
  )
}

function used(store: Store, { broadcaster_id, user_id, message: text, bits }: Cheer, at: Date): Announcement {
  const user = user_id ? named(store, 'user', user_id) : anonymousCheerer
  const fragments = parseFragments(store, { broadcaster_id, user_id: user.user_id, text })
  return inChannel(
    store,
    { type: 'channel.bits.use', broadcaster_id, at },
    { ...user, bits, type: 'cheer', message: { text, fragments: bitsFragments(fragments) }, power_up: null },
  )
}

function bought(store: Store, purchase: Purchase, at: Date): Announcement {
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

function exampleCheer({ store, at, broadcaster_id, user_id }: Scene): Cheer {
  const bits = 100 * (1 + store.random.below(10))
  const message = `Cheer${bits} for the team`
  return { id: store.id(), broadcaster_id, user_id, bits, message, cheered_at: at.toISOString() }
}

/** An emote in the size of half the chat. */
function poweredUp({ store, at, broadcaster_id, user_id }: Scene): Announcement {
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

function examplePurchase({ store, broadcaster_id, user_id, condition }: Scene): Purchase {
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
