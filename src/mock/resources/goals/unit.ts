import { toSecond } from '../../engine/time.ts'
import { badRequest } from '../../http/errors.ts'
import { t } from '../../http/schema.ts'
import { broadcaster, chosenId, creates, fixture, removes, requireUsers, type Units } from '../unit.ts'
import { Goal } from './schema.ts'
import { beginGoal, endGoal, findGoal, goalUnits, insertGoal } from './store.ts'

const decided = {
  ...broadcaster,
  type: Goal.properties.type,
  description: t.Optional(t.String()),
  target_amount: t.Integer({ minimum: 1 }),
  current_amount: t.Optional(t.Integer({ minimum: 0 })),
}

/** The units of goals. */
export const units: Units = {
  goals: {
    description: 'Creator goals, those that have ended too.',
    rows: () => goalUnits,
    create: creates('Begin a goal', decided, (store, { description = '', ...fields }) => {
      requireUsers(store, fields.broadcaster_id)
      return beginGoal(store, { ...fields, description }).id
    }),
    fixture: fixture(
      {
        ...chosenId,
        ...decided,
        created_at: t.Optional(t.Timestamp()),
        ended_at: t.Optional(t.Timestamp()),
      },
      (store, { id = store.id(), ...fields }) => {
        const standing = { description: '', current_amount: 0, created_at: toSecond(store.now()) }
        insertGoal(store, { ...standing, ...fields, id })
        return id
      },
    ),
    remove: removes('End a goal', (store, id) => {
      const goal = findGoal(store, id)
      if (!goal) throw badRequest('The goal has ended already.')
      endGoal(store, goal)
    }),
  },
}
