import type { Units } from '../../unit.ts'
import { extensionUnits } from './store.ts'

export const units: Units = {
  extensions: {
    description:
      "Released extensions. Secret signs an extension's JWTs; ClientSecret is that of its client, whose ID is the extension's.",
    rows: extensionUnits,
    id: 'ID',
  },
}
