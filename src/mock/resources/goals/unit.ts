import { badRequest } from '../../http/errors.ts'
import { t } from '../../http/schema.ts'
import { creates, removes, requireUsers, type Units } from '../unit.ts'
import { Goal } from './schema.ts'
import { beginGoal, endGoal, findGoal, goalUnits } from './store.ts'

/** The units of goals. */
export const units: Units = {
  goals: {
    description: 'Creator goals, those that have ended too.',
    rows: () => goalUnits,
    create: creates(
      'Begin a goal',
      {
        broadcaster_id: t.String(),
        type: Goal.properties.type,
        description: t.Optional(t.String()),
        target_amount: t.Integer({ minimum: 1 }),
        current_amount: t.Optional(t.Integer({ minimum: 0 })),
      },
      (store, { description = '', ...fields }) => {
        requireUsers(store, fields.broadcaster_id)
        return beginGoal(store, { ...fields, description }).id
      },
    ),
    remove: removes('End a goal', (store, id) => {
      const goal = findGoal(store, id)
      if (!goal) throw badRequest('The goal has ended already.')
      endGoal(store, goal)
    }),
  },
}
