import type { Faker } from '@faker-js/faker'
import type { Store } from '../../../engine/store.ts'
import type { SeedContext } from '../../seed-context.ts'
import type { User } from '../../users/schema.ts'
import type { ChannelEmote } from './schema.ts'
import { type EmoteRow, findEmoteByName, GLOBAL_SET_ID, insertEmote, isEmoteSet } from './store.ts'

/** Twitch's global emotes: ID, name. */
const globals = [
  ['25', 'Kappa'],
  ['36', 'PJSalt'],
  ['33', 'DansGame'],
  ['34', 'SwiftRage'],
  ['41', 'Kreygasm'],
  ['65', 'FrankerZ'],
  ['69', 'BloodTrail'],
  ['86', 'BibleThump'],
  ['245', 'ResidentSleeper'],
  ['354', '4Head'],
  ['360', 'FailFish'],
  ['1902', 'Keepo'],
  ['22639', 'BabyRage'],
  ['28087', 'WutFace'],
  ['30259', 'HeyGuys'],
  ['55338', 'KappaPride'],
  ['58127', 'CoolCat'],
  ['58765', 'NotLikeThis'],
  ['64138', 'SeemsGood'],
  ['81274', 'VoHiYo'],
  ['100590', 'OpieOP'],
  ['114836', 'Jebaited'],
  ['123171', 'CoolStoryBob'],
  ['196892', 'TwitchUnity'],
  ['425618', 'LUL'],
  ['305954156', 'PogChamp'],
] as const

const smilies = [
  ['1', ':)'],
  ['2', ':('],
  ['3', ':D'],
  ['7', 'B)'],
  ['8', ':O'],
  ['9', '<3'],
  ['11', ';)'],
  ['12', ':P'],
] as const

type Kind = Pick<EmoteRow, 'emote_type' | 'tier'>

const followers: Kind = { emote_type: 'follower', tier: '' }
const bits: Kind = { emote_type: 'bitstier', tier: '' }
const subscribers = (tier: ChannelEmote['tier']): Kind => ({ emote_type: 'subscriptions', tier })

/** The emotes of a channel, set by set; the first user's channel has all kinds. */
const affiliateSets: [Kind, string[]][] = [
  [subscribers('1000'), ['Hi', 'Love']],
  [followers, ['Wave']],
]
const partnerSets: [Kind, string[]][] = [
  [subscribers('1000'), ['Hi', 'Love', 'GG']],
  [subscribers('2000'), ['Hype']],
  [followers, ['Wave']],
]
const everySet: [Kind, string[]][] = [
  ...partnerSets,
  [subscribers('3000'), ['Crown']],
  [bits, ['Diamond']],
  [bits, ['Rocket']],
]

/** Twitch's global emotes. They are the same in every run, so that a second run adds none. */
export function seedGlobalEmotes(store: Store): void {
  const twitch = { owner_id: null, emote_set_id: GLOBAL_SET_ID, tier: '', format: ['static'] } as const
  for (const [emote_type, list] of [
    ['globals', globals],
    ['smilies', smilies],
  ] as const) {
    for (const [id, name] of list) {
      if (!findEmoteByName(store, name))
        insertEmote(store, { ...twitch, format: ['static'], id, name, emote_type })
    }
  }
}

/** Emotes of partners and affiliates: for subscribers, for followers, and in the first user's channel for Bits. */
export function seedChannelEmotes(store: Store, { faker, users }: SeedContext): void {
  for (const [index, user] of users.entries()) {
    if (user.broadcaster_type === '') continue
    const partner = user.broadcaster_type === 'partner' ? partnerSets : affiliateSets
    const prefix = freePrefix(store, user)
    for (const [kind, names] of index === 0 ? everySet : partner) {
      const emote_set_id = freeSetId(store)
      for (const name of names)
        insertEmote(store, emote(store, faker, user, prefix + name, { ...kind, emote_set_id }))
    }
  }
}

function emote(
  store: Store,
  faker: Faker,
  { id: owner_id }: User,
  name: string,
  set: Kind & { emote_set_id: string },
): EmoteRow {
  const id = `emotesv2_${store.id().replaceAll('-', '')}`
  const animated = faker.datatype.boolean({ probability: 0.2 })
  return { ...set, id, name, owner_id, format: animated ? ['static', 'animated'] : ['static'] }
}

/** A unique prefix for a channel's emotes. */
function freePrefix(store: Store, { login }: User): string {
  for (let prefix = login.slice(0, 6); ; prefix = login.slice(0, 6) + store.random.digits(3)) {
    if (!findEmoteByName(store, `${prefix}Hi`)) return prefix
  }
}

function freeSetId(store: Store): string {
  for (;;) {
    const id = store.random.digits(9)
    if (!isEmoteSet(store, id)) return id
  }
}
