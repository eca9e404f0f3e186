import { keysOf, PAIR_ID, removes, type Units } from '../../unit.ts'
import { acknowledgeWarning, findWarning, warningUnits } from './store.ts'

/** The units of warnings. */
export const units: Units = {
  warnings: {
    description: 'Warnings that no user has acknowledged. The ID of a row is broadcaster_id:user_id.',
    rows: () => warningUnits,
    id: PAIR_ID,
    remove: removes('Acknowledge a warning, as its user would', (store, id) =>
      acknowledgeWarning(store, findWarning(store, ...keysOf(id))!),
    ),
  },
}
