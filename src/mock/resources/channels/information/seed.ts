import type { Store } from '../../../engine/store.ts'
import { type SeedContext, UNRESTRICTED_USERS } from '../../seed-context.ts'
import { insertChannel } from './store.ts'

const languages = [
  { weight: 6, value: 'en' },
  { weight: 2, value: 'es' },
  { weight: 1, value: 'de' },
  { weight: 1, value: 'fr' },
  { weight: 1, value: 'ja' },
  { weight: 1, value: 'pt' },
]
const tags = [
  'English',
  'Chill',
  'Speedrun',
  'FirstPlaythrough',
  'Cozy',
  'Competitive',
  'Coop',
  'Retro',
  'NoSpoilers',
]
/** The titles of streams. */
export const streamTitles = [
  'first playthrough',
  'ranked until midnight',
  'cosy evening',
  'any% practice',
  'building together',
]

const labels = [
  { weight: 7, value: [] },
  { weight: 1, value: ['MatureGame'] },
  { weight: 1, value: ['ProfanityVulgarity'] },
  { weight: 1, value: ['DrugsIntoxication', 'Gambling'] },
]
const DELAY_OF_THE_FIRST_SECONDS = 30

/** Channels of all users, with titles, languages, categories, tags (always for the first eleven) and labels. */
export function seedChannels(store: Store, { faker, users, categories }: SeedContext): void {
  for (const [index, user] of users.entries()) {
    const game = faker.helpers.arrayElement(categories)
    insertChannel(store, {
      broadcaster_id: user.id,
      broadcaster_language: faker.helpers.weightedArrayElement(languages),
      game_id: game.id,
      title: `${game.name}: ${faker.helpers.arrayElement(streamTitles)}`,
      tags: faker.helpers.arrayElements(tags, { min: Number(index < UNRESTRICTED_USERS), max: 4 }),
      delay: index === 0 ? DELAY_OF_THE_FIRST_SECONDS : 0,
      content_classification_labels: faker.helpers.weightedArrayElement(labels),
      is_branded_content: faker.datatype.boolean({ probability: 0.1 }),
    })
  }
}
