import type { Units } from '../unit.ts'
import { videoUnits } from './store.ts'

export const units: Units = { videos: { description: 'Videos of all channels.', rows: videoUnits } }
