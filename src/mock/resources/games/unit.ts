import type { Units } from '../unit.ts'
import { categoryUnits } from './store.ts'

/** The units of categories. */
export const units: Units = {
  categories: { description: 'Categories and games.', rows: () => categoryUnits },
}
