import type { Store } from '../../engine/store.ts'
import { insertTag } from './store.ts'

const automatic = ['English', 'Español', 'Deutsch', 'Français', '日本語', 'Português']
const chosen = [
  'Speedrun',
  '1 Credit Clear',
  'Family Friendly',
  'Playing with Viewers',
  'Co-op',
  'First Playthrough',
]

/** The tags. They are the same in every run, so that a second run adds none. */
export function seedTags(store: Store): void {
  for (const tag_name of automatic) insertTag(store, { id: store.id(), is_auto: true, tag_name })
  for (const tag_name of chosen) insertTag(store, { id: store.id(), is_auto: false, tag_name })
}
