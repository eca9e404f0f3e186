import type { Store } from '../../../engine/store.ts'
import type { Cheermote } from './schema.ts'

/** The tables of cheermotes. */
export const tables = `
  CREATE TABLE IF NOT EXISTS channel_cheermotes (
    broadcaster_id TEXT PRIMARY KEY REFERENCES users, prefix TEXT NOT NULL UNIQUE, last_updated TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;`

type Tier = Cheermote['tiers'][number]
type Theme = Tier['images']['dark']

const CDN = 'https://d3aqoihi2n8ty8.cloudfront.net'

const colors: Record<Tier['id'], string> = {
  '1': '#979797',
  '100': '#9c3ee8',
  '500': '#3ac4c4',
  '1000': '#1db2a5',
  '5000': '#0099fe',
  '10000': '#f43021',
  '100000': '#f3a71a',
}

const usualTiers = ['1', '100', '1000', '5000', '10000'] as const

/** The global Cheermotes, in the order of the Bits card. */
const globalCheermotes: readonly Cheermote[] = [
  cheermote('Cheer', [...usualTiers, '100000']),
  ...['DoodleCheer', 'BibleThump', 'cheerwhal', 'Corgo', 'Scoops', 'uni', 'ShowLove', 'Party'].map(
    (prefix, index) => cheermote(prefix, usualTiers, { order: index + 2 }),
  ),
]

/** The global Cheermotes, with that of a channel if it has one, by their order. */
export function listCheermotes(store: Store, broadcaster_id?: string): Cheermote[] {
  const sql = 'SELECT prefix, last_updated FROM channel_cheermotes WHERE broadcaster_id = $broadcaster_id'
  const own = broadcaster_id
    ? store.get<Pick<Cheermote, 'prefix' | 'last_updated'>>(sql, { broadcaster_id })
    : undefined
  if (!own) return [...globalCheermotes]
  const { prefix, last_updated } = own
  return [
    cheermote(
      prefix,
      usualTiers,
      { type: 'channel_custom', last_updated },
      `partner-actions/${broadcaster_id}`,
    ),
    ...globalCheermotes,
  ]
}

/** Inserts a channel's own Cheermote; its prefix must be unique. */
export function insertCheermote(
  store: Store,
  cheermote: { broadcaster_id: string; prefix: string; last_updated: string },
): void {
  store.insert('channel_cheermotes', cheermote)
}

function cheermote(
  prefix: string,
  tiers: readonly Tier['id'][],
  more: Partial<Cheermote> = {},
  folder = `actions/${prefix.toLowerCase()}`,
): Cheermote {
  return {
    prefix,
    tiers: tiers.map((id) => tier(id, `${CDN}/${folder}`)),
    type: 'global_first_party',
    order: 1,
    last_updated: '2018-05-22T00:06:04Z',
    is_charitable: false,
    ...more,
  }
}

function tier(id: Tier['id'], folder: string): Tier {
  return {
    min_bits: Number(id),
    id,
    color: colors[id],
    images: { dark: theme(`${folder}/dark`, id), light: theme(`${folder}/light`, id) },
    can_cheer: true,
    show_in_bits_card: true,
  }
}

function theme(folder: string, id: string): Theme {
  return {
    animated: images(`${folder}/animated/${id}`, 'gif'),
    static: images(`${folder}/static/${id}`, 'png'),
  }
}

function images(folder: string, extension: string): Theme['animated'] {
  return {
    '1': `${folder}/1.${extension}`,
    '1.5': `${folder}/1.5.${extension}`,
    '2': `${folder}/2.${extension}`,
    '3': `${folder}/3.${extension}`,
    '4': `${folder}/4.${extension}`,
  }
}
