import type { Units } from '../../unit.ts'
import { extensionUnits } from './store.ts'

/** The units of extensions and their secrets. */
export const units: Units = {
  extensions: {
    description:
      "Released extensions. Secret signs an extension's JWTs; ClientSecret belongs to its client, which " +
      'has the same ID.',
    rows: extensionUnits,
    id: 'ID',
  },
}
