import { t } from '../../../http/schema.ts'
import {
  broadcaster,
  chosenId,
  creates,
  fixture,
  removes,
  requireUsers,
  type Units,
  updates,
} from '../../unit.ts'
import { PowerUpSettings } from './schema.ts'
import { deletePowerUp, insertPowerUp, powerUpUnits, standard, updatePowerUp } from './store.ts'

const { title, bits, ...others } = PowerUpSettings.properties
const optional = t.Partial(t.Object(others)).properties

/** The units of power-ups, which on Twitch can be created only on the broadcaster's dashboard. */
export const units: Units = {
  power_ups: {
    description: 'Custom power-ups, which viewers buy for Bits.',
    rows: () => powerUpUnits,
    named: { by: 'title', within: 'broadcaster_id' },
    create: creates('Offer a power-up', { ...broadcaster, title, bits, ...optional }, (store, fields) => {
      requireUsers(store, fields.broadcaster_id)
      return insertPowerUp(store, fields)
    }),
    fixture: fixture(
      {
        ...chosenId,
        ...broadcaster,
        title,
        bits,
        ...optional,
        is_enabled: t.Optional(t.Boolean({ default: standard.is_enabled })),
      },
      insertPowerUp,
    ),
    update: updates(
      'Change a power-up',
      { title: t.Optional(title), bits: t.Optional(bits), ...optional },
      (store, id, changes) => updatePowerUp(store, id, changes),
    ),
    remove: removes('Remove a power-up', deletePowerUp),
  },
}
