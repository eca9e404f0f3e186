import type { Units } from '../unit.ts'
import { tagUnits } from './store.ts'

/** The units of tags. */
export const units: Units = {
  tags: { description: "Twitch's own tags, as there were until channels made theirs.", rows: () => tagUnits },
}
