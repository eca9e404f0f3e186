import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import type { Cheer } from '../../resources/bits/leaderboard/store.ts'
import type { PowerUpRedemption } from '../../resources/bits/power-up-redemptions/store.ts'
import { listPowerUps } from '../../resources/bits/power-ups/store.ts'
import { type Fragment, parseFragments } from '../../resources/chat/fragments/store.ts'
import { bitsFragments } from '../../resources/chat/fragments/wire.ts'
import { firstExtensionId } from '../../resources/extensions/store.ts'
import type { ExtensionTransaction } from '../../resources/extensions/transactions/schema.ts'
import { anonymousCheerer, named, namedOrNull } from '../../resources/users/named.ts'
import { type ExampleContext, events, exampleOfKind, inChannel, type WrittenEvent } from './core/events.ts'

type Purchase = Pick<ExtensionTransaction, 'id' | 'broadcaster_id' | 'user_id'> & {
  extension_id: string
  product_data: Pick<ExtensionTransaction['product_data'], 'sku' | 'displayName' | 'inDevelopment' | 'cost'>
}

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelcheer */
export const bits = events({
  'channel.cheer 1': {
    on: { cheer: cheered },
    example: (context) => cheered(context.store, exampleCheer(context)),
  },
  'channel.bits.use 1': {
    on: { cheer: used, 'power_up_redemption.add': spentOnPowerUp },
    example: (context) => exampleOfKind(exampleUses, context.fields.type, context)(context),
  },
  'channel.custom_power_up_redemption.add 1': {
    on: { 'power_up_redemption.add': redeemed },
    example: (context) => redeemed(context.store, exampleRedemption(context)),
  },
  'extension.bits_transaction.create 1': {
    on: { 'extension.bits_transaction.create': bought },
    example: (context) => bought(context.store, examplePurchase(context)),
  },
})

function cheered(store: Store, { broadcaster_id, user_id, message, bits }: Cheer): WrittenEvent {
  return inChannel(store, broadcaster_id, {
    is_anonymous: user_id === null,
    ...namedOrNull(store, 'user', user_id),
    message,
    bits,
  })
}

function used(store: Store, { broadcaster_id, user_id, message: text, bits }: Cheer): WrittenEvent {
  const user = user_id ? named(store, 'user', user_id) : anonymousCheerer
  const fragments = parseFragments(store, { broadcaster_id, user_id: user.user_id, text })
  return inChannel(store, broadcaster_id, {
    ...user,
    bits,
    type: 'cheer',
    message: { text, fragments: bitsFragments(fragments) },
    power_up: null,
    custom_power_up: null,
  })
}

/** The event of Bits spent on a power-up, with the viewer's input as the message. */
function spentOnPowerUp(store: Store, redemption: PowerUpRedemption): WrittenEvent {
  const { broadcaster_id, user_id, user_input: text, bits, title, power_up_id } = redemption
  const fragments = parseFragments(store, { broadcaster_id, user_id, text })
  return inChannel(store, broadcaster_id, {
    ...named(store, 'user', user_id),
    bits,
    type: 'custom_power_up',
    message: text ? { text, fragments: bitsFragments(fragments) } : null,
    power_up: null,
    custom_power_up: { title, reward_id: power_up_id },
  })
}

function redeemed(store: Store, redemption: PowerUpRedemption): WrittenEvent {
  const { id, broadcaster_id, user_id, user_input, status, power_up_id, title, bits, prompt } = redemption
  return inChannel(
    store,
    broadcaster_id,
    {
      id,
      ...named(store, 'user', user_id),
      user_input,
      status,
      custom_power_up: { id: power_up_id, title, bits, prompt },
      redeemed_at: toNanosecond(new Date(redemption.redeemed_at)),
    },
    { reward_id: power_up_id },
  )
}

function bought(store: Store, purchase: Purchase): WrittenEvent {
  const { id, extension_id, broadcaster_id, user_id, product_data } = purchase
  const { sku, displayName, inDevelopment, cost } = product_data
  return {
    condition: { extension_client_id: extension_id },
    event: {
      extension_client_id: extension_id,
      id,
      ...named(store, 'broadcaster_user', broadcaster_id),
      ...named(store, 'user', user_id),
      // Products in development cost nothing.
      product: {
        name: displayName,
        bits: inDevelopment ? 0 : cost.amount,
        sku,
        in_development: inDevelopment,
      },
    },
  }
}

function exampleCheer({ store, at, fields, broadcaster_id, ...context }: ExampleContext): Cheer {
  const user_id = fields.is_anonymous === true ? null : context.user_id
  const bits = 100 * (1 + store.random.below(10))
  const message = `Cheer${bits} for the team`
  return { id: store.id(), broadcaster_id, user_id, bits, message, cheered_at: at.toISOString() }
}

/** An example of a gigantified emote. */
function poweredUp({ store, broadcaster_id, user_id }: ExampleContext): WrittenEvent {
  const emote = { id: '25', emote_set_id: '0', owner_id: null, format: ['static' as const] }
  const fragments: Fragment[] = [{ type: 'emote', text: 'Kappa', emote }]
  return inChannel(store, broadcaster_id, {
    ...named(store, 'user', user_id),
    bits: 30,
    type: 'power_up',
    message: { text: 'Kappa', fragments: bitsFragments(fragments) },
    power_up: { type: 'gigantify_an_emote', emote: { id: '25', name: 'Kappa' }, message_effect_id: null },
    custom_power_up: null,
  })
}

const exampleUses = {
  cheer: (context: ExampleContext) => used(context.store, exampleCheer(context)),
  power_up: poweredUp,
  custom_power_up: (context: ExampleContext) => spentOnPowerUp(context.store, exampleRedemption(context)),
}

/** A redemption of the requested power-up, of any of the channel, or of an invented one. */
function exampleRedemption({
  store,
  at,
  broadcaster_id,
  user_id,
  condition,
}: ExampleContext): PowerUpRedemption {
  const ids = condition.reward_id ? [condition.reward_id] : undefined
  const [known] = listPowerUps(store, { broadcaster_id, ids })
  const { id, title, bits, prompt } = known ?? {
    id: condition.reward_id || store.id(),
    title: 'Confetti',
    bits: 50,
    prompt: '',
  }
  return {
    id: store.id(),
    broadcaster_id,
    user_id,
    power_up_id: id,
    title,
    prompt,
    bits,
    user_input: '',
    status: 'unfulfilled',
    redeemed_at: at.toISOString(),
  }
}

function examplePurchase({ store, broadcaster_id, user_id, condition }: ExampleContext): Purchase {
  return {
    id: store.id(),
    extension_id: condition.extension_client_id || (firstExtensionId(store) ?? ''),
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
