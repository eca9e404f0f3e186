import { notFound } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import { findClient } from '../../accounts/store.ts'
import {
  broadcaster,
  chosenId,
  creates,
  fixture,
  reference,
  removes,
  requireUsers,
  type Units,
  updates,
} from '../../unit.ts'
import { requirePossible, requirePossibleChange } from './requirements.ts'
import { RewardSettings } from './schema.ts'
import {
  createReward,
  deleteReward,
  findRewardById,
  insertReward,
  rewardUnits,
  standard,
  updateReward,
} from './store.ts'

const { title, cost, ...others } = RewardSettings.properties

const settings = {
  ...broadcaster,
  client_id: t.Optional(
    reference('clients', {
      description: 'Whose app may change it; none if it is left out, as if it were made on the dashboard',
    }),
  ),
  title,
  cost,
  ...t.Partial(t.Object(others)).properties,
}

/** The units of custom rewards; on Twitch those without a client are created on the broadcaster's dashboard. */
export const units: Units = {
  rewards: {
    description: 'Custom rewards, which viewers redeem for Channel Points.',
    rows: () => rewardUnits,
    named: { by: 'title', within: 'broadcaster_id' },
    create: creates('Offer a custom reward', settings, (store, { client_id, broadcaster_id, ...wanted }) => {
      requireUsers(store, broadcaster_id)
      if (client_id && !findClient(store, client_id)) throw notFound(`There is no client ${client_id}.`)
      requirePossible(store, broadcaster_id, wanted)
      return createReward(store, { broadcaster_id, client_id: client_id ?? null }, wanted).id
    }),
    fixture: fixture(
      { ...chosenId, ...settings, is_enabled: t.Optional(t.Boolean({ default: standard.is_enabled })) },
      (store, { id = store.id(), client_id = null, ...fields }) => {
        requirePossible(store, fields.broadcaster_id, fields)
        insertReward(store, { ...fields, id, client_id })
        return id
      },
    ),
    update: updates('Change a custom reward', t.Partial(RewardSettings).properties, (store, id, changes) => {
      const reward = findRewardById(store, id)!
      requirePossibleChange(store, reward, changes)
      updateReward(store, reward, changes)
    }),
    remove: removes('Remove a custom reward; its open redemptions are fulfilled', (store, id) =>
      deleteReward(store, findRewardById(store, id)!),
    ),
  },
}
