import { conflict } from '../../http/errors.ts'
import { t } from '../../http/schema.ts'
import { both, creates, removes, requireUsers, type Units } from '../unit.ts'
import { beginTrain, contribute, endTrain, findCurrentTrain, hasEnded, trainUnits } from './store.ts'

/** The units of Hype Trains. */
export const units: Units = {
  hype_trains: {
    description: 'Hype Trains, those that have ended too.',
    rows: () => trainUnits,
    create: creates(
      'Contribute to the Hype Train of a channel, or begin one',
      {
        ...both,
        type: t.Optional(t.Enum(['bits', 'subscription'])),
        total: t.Integer({ minimum: 1, description: 'Points of the Hype Train' }),
      },
      (store, { broadcaster_id, user_id, type = 'bits', total }) => {
        requireUsers(store, broadcaster_id, user_id)
        const contribution = { user_id, type, total }
        const running = findCurrentTrain(store, broadcaster_id)
        if (running) contribute(store, broadcaster_id, contribution)
        else beginTrain(store, [broadcaster_id], [contribution])
        return findCurrentTrain(store, broadcaster_id)!.id
      },
    ),
    remove: removes('End a Hype Train', (store, id) => {
      if (hasEnded(store, id)) throw conflict('The Hype Train has ended already.')
      endTrain(store, id)
    }),
  },
}
