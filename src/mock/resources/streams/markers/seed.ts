import type { Faker } from '@faker-js/faker'
import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted, toSecond } from '../../../engine/time.ts'
import type { SeedContext } from '../../seed-context.ts'
import { listRecordings, type Recording } from '../../videos/store.ts'
import { insertMarker, newMarkerId } from './store.ts'

const FIRST_USERS_MARKERS = 3
const descriptions = ['', 'highlight this', 'the fall', 'raid arrives', 'new personal best', 'funny']

/** A marker in the latest recording of every partner, several in the first user's. */
export function seedMarkers(store: Store, { faker, users }: SeedContext): void {
  for (const [index, user] of users.entries()) {
    if (user.broadcaster_type !== 'partner') continue
    const [video] = listRecordings(store, user.id, 1)
    if (!video) continue
    for (let more = index === 0 ? FIRST_USERS_MARKERS : 1; more > 0; more--) addMarker(store, faker, video)
  }
}

function addMarker(store: Store, faker: Faker, video: Recording): void {
  const position_seconds = faker.number.int({ max: video.length })
  insertMarker(store, {
    id: newMarkerId(store),
    video_id: video.id,
    user_id: video.user_id,
    created_at: toSecond(shifted(new Date(video.created_at), position_seconds * Milliseconds.second)),
    description: faker.helpers.arrayElement(descriptions),
    position_seconds,
  })
}
