import type { Units } from '../unit.ts'
import { teamUnits } from './store.ts'

/** The units of teams. */
export const units: Units = { teams: { description: 'Teams with their members.', rows: () => teamUnits } }
