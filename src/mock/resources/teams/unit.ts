import type { Units } from '../unit.ts'
import { teamUnits } from './store.ts'

export const units: Units = { teams: { description: 'Teams with their members.', rows: () => teamUnits } }
