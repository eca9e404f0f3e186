import type { Random } from '../../engine/random.ts'

const adjectives = [
  'Awkward',
  'Brave',
  'Cautious',
  'Elated',
  'Gentle',
  'Helpless',
  'Inquisitive',
  'Lively',
  'Sleepy',
  'Wimpy',
]
const nouns = [
  'Cheese',
  'Fox',
  'Kumquat',
  'Mallard',
  'Otter',
  'Peppermint',
  'Salamander',
  'Stingray',
  'Waffle',
  'Zebra',
]
const emotes = [
  'BibleThump',
  'CoolCat',
  'FrankerZ',
  'Kappa',
  'KomodoHype',
  'NotLikeThis',
  'PogChamp',
  'SeemsGood',
  'SwiftRage',
  'VoHiYo',
]

const UNIQUE_LENGTH = 16

/** The ID of a clip, as Twitch makes them: AwkwardHelplessSalamanderSwiftRage-1ab2cd3ef4gh5ij6. */
export function clipSlug(random: Random): string {
  const words = [adjectives, adjectives, nouns, emotes].map((list) => list[random.below(list.length)])
  return `${words.join('')}-${random.token(UNIQUE_LENGTH)}`
}
