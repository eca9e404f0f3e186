import type { Units } from '../unit.ts'
import { videoUnits } from './store.ts'

/** The units of videos. */
export const units: Units = { videos: { description: 'Videos of all channels.', rows: videoUnits } }
