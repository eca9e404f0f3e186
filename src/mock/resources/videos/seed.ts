import type { Faker } from '@faker-js/faker'
import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toSecond } from '../../engine/time.ts'
import { streamTitles } from '../channels/information/seed.ts'
import { languageOf } from '../channels/information/store.ts'
import type { SeedContext } from '../seed-context.ts'
import { findStream, setLastStream } from '../streams/store.ts'
import type { User } from '../users/schema.ts'
import type { Video } from './schema.ts'
import { beginRecording, insertVideo, type VideoRow } from './store.ts'

/** The number of archives of a user, by type; the first user has many. */
const archives = { first: 24, partner: 3, affiliate: 2, '': 1 }
const LONGEST_AGE = 60 * Milliseconds.day
/** The greatest age of past streams. Edited videos are older, so that the newest videos can be clipped. */
const OLDEST_STREAM = LONGEST_AGE + 2 * Milliseconds.day
const highlights = ['The best of the week', 'A win at last', 'That laugh again', 'How to fail a tutorial']

/**
 * Archives of past streams for all users, a highlight for partners, uploads for the first user; and recordings of live
 * streams of partners and affiliates.
 */
export function seedVideos(store: Store, context: SeedContext): void {
  for (const [index, user] of context.users.entries()) {
    const wanted = index === 0 ? archives.first : archives[user.broadcaster_type]
    seedArchives(store, context, user, wanted)
    if (user.broadcaster_type !== 'partner') continue
    insertVideo(store, edited(store, context, user, 'highlight'))
    if (index > 0) continue
    for (let more = 0; more < 4; more++) insertVideo(store, edited(store, context, user, 'highlight'))
    for (let more = 0; more < 3; more++) insertVideo(store, edited(store, context, user, 'upload'))
  }
  for (const { user } of context.live) {
    if (user.broadcaster_type !== '') beginRecording(store, findStream(store, user.id)!)
  }
}

/** Archives of streams of the last two months, at regular intervals, none longer than 6 hours. */
function seedArchives(store: Store, context: SeedContext, user: User, wanted: number): void {
  const { faker, categories } = context
  const language = languageOf(store, user.id)
  for (let index = 0; index < wanted; index++) {
    const age = Milliseconds.day + (LONGEST_AGE * index) / wanted
    const started = shifted(store.now(), -age - faker.number.int({ max: 12 * Milliseconds.hour }))
    const length = faker.number.int({ min: 900, max: 6 * 3600 })
    const game = faker.helpers.arrayElement(categories)
    insertVideo(store, {
      ...viewed(faker, user),
      stream_id: store.random.digits(11),
      user_id: user.id,
      game_id: game.id,
      title: `${game.name}: ${faker.helpers.arrayElement(streamTitles)}`,
      description: '',
      created_at: toSecond(started),
      published_at: toSecond(started),
      language,
      type: 'archive',
      length,
      muted_segments:
        index % 3 === 2 ? [{ duration: 180, offset: faker.number.int({ max: length - 180 }) }] : null,
    })
    if (index === 0) setLastStream(store, user.id, toSecond(shifted(started, length * Milliseconds.second)))
  }
}

function edited(store: Store, { faker, categories }: SeedContext, user: User, type: Video['type']): VideoRow {
  const age = OLDEST_STREAM + faker.number.int({ min: 0, max: 60 * Milliseconds.day })
  const created = shifted(store.now(), -age)
  return {
    ...viewed(faker, user),
    stream_id: null,
    user_id: user.id,
    game_id: faker.helpers.arrayElement(categories).id,
    title: faker.helpers.arrayElement(highlights),
    description: faker.lorem.sentence(),
    created_at: toSecond(created),
    published_at: toSecond(shifted(created, faker.number.int({ max: 12 * Milliseconds.hour }))),
    language: languageOf(store, user.id),
    type,
    length: faker.number.int({ min: 300, max: 1200 }),
    muted_segments: null,
  }
}

function viewed(faker: Faker, user: User): Pick<VideoRow, 'view_count' | 'view_gain'> {
  const view_count = faker.number.int({ max: user.broadcaster_type === 'partner' ? 20_000 : 400 })
  return { view_count, view_gain: faker.number.int({ max: Math.ceil(view_count / 10) }) }
}
