import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toSecond } from '../../engine/time.ts'
import type { SeedContext } from '../seed-context.ts'
import { some } from '../seed-context.ts'
import type { User } from '../users/schema.ts'
import { listRecordings, type Recording } from '../videos/store.ts'
import { clipSlug } from './slug.ts'
import { insertClip } from './store.ts'

/** The number of recordings with clips, and of clips of each. */
const firstUsers = { videos: 8, clips: 3 }
const partners = { videos: 1, clips: 2 }
const affiliates = { videos: 1, clips: 1 }
const titles = [
  'What a save',
  'The dog sings',
  'How did that hit?',
  'New record',
  'Chat was right',
  'Wait for it',
]

/** Clips of recordings of partners and affiliates; the best of the first user's are featured. */
export function seedClips(store: Store, context: SeedContext): void {
  for (const [index, user] of context.users.entries()) {
    if (user.broadcaster_type === '') continue
    const wanted = index === 0 ? firstUsers : user.broadcaster_type === 'partner' ? partners : affiliates
    for (const video of listRecordings(store, user.id, wanted.videos)) {
      addClips(store, context, user, video, wanted.clips)
    }
  }
}

function addClips(store: Store, context: SeedContext, user: User, video: Recording, wanted: number): void {
  const { faker, users } = context
  const [creator = user] = some(faker, users, 1, user)
  const { length, game_id, language } = video
  for (let index = 0; index < wanted; index++) {
    const duration = faker.number.int({ min: 50, max: Math.min(600, length * 10) }) / 10
    const vod_offset = faker.number.int({ max: Math.max(0, Math.floor(length - duration)) })
    const at = Math.min(length, Math.ceil(vod_offset + duration))
    insertClip(store, {
      id: clipSlug(store.random),
      broadcaster_id: user.id,
      creator_id: creator.id,
      video_id: video.id,
      vod_offset,
      game_id,
      language,
      title: faker.helpers.arrayElement(titles),
      view_count: faker.number.int({ max: video.view_count + 10 }),
      created_at: toSecond(shifted(new Date(video.created_at), at * Milliseconds.second)),
      duration,
      is_featured: index === 0 && wanted > 1,
    })
  }
}
