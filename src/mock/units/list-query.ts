import { t } from '../http/schema.ts'
import { query } from '../http/validation.ts'

const MAXIMUM_FIRST = 100

/** What is read from its end is shown at once: a chat, a log. */
const MAXIMUM_LAST = 1000

/** What every listing takes; without `first` it answers all rows. */
export const listQuery = query({
  first: t.Optional(
    t.Integer({ minimum: 1, maximum: MAXIMUM_FIRST, description: 'Rows of a page; all if it is left out' }),
  ),
  after: t.Optional(t.String({ description: 'The cursor of the page before' })),
  last: t.Optional(
    t.Integer({ minimum: 1, maximum: MAXIMUM_LAST, description: 'So many rows from the end of the list' }),
  ),
  before: t.Optional(t.String({ description: 'With last: the cursor of the page that came before it' })),
  id: t.Optional(t.String({ description: 'Only the row with the ID' })),
  search: t.Optional(
    t.String({
      description:
        'Only rows that have the text in any member. Every member filters, too, by its name: ?broadcaster_id=1001',
    }),
  ),
})
