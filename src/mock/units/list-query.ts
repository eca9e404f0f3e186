import { t } from '../http/schema.ts'
import { query } from '../http/validation.ts'

const MAXIMUM_FIRST = 100

/** The most rows of a page from the end, as for a chat or a log. */
const MAXIMUM_LAST = 1000

/** The query of every listing; without `first` it answers all rows. */
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
