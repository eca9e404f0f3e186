import { t } from '../../../http/schema.ts'
import { type Units, updates } from '../../unit.ts'
import { chatColorPattern, hexOf } from './schema.ts'
import { colorUnits, updateChatColor } from './store.ts'

/** The units of the colors of names in chat. */
export const units: Units = {
  chat_colors: {
    description:
      'The colors of the names of all users, empty of who never chose one. The ID of a row is user_id.',
    rows: () => colorUnits,
    id: 'user_id',
    update: updates(
      "Change the color of a user's name",
      { color: t.String({ pattern: chatColorPattern, description: 'A named one, or any as #RRGGBB' }) },
      (store, user_id, { color }) => updateChatColor(store, user_id, hexOf(color)),
    ),
  },
}
