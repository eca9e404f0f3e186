import { toSecond } from '../../engine/time.ts'
import { conflict } from '../../http/errors.ts'
import { t } from '../../http/schema.ts'
import { chosenId, creates, fixture, reference, removes, requireUsers, type Units, updates } from '../unit.ts'
import {
  beginStream,
  endStream,
  findLiveStream,
  findStreamById,
  insertStream,
  setViewerCount,
  streamUnits,
} from './store.ts'

const viewers = t.Integer({ minimum: 0 })

/** The units of streams. */
export const units: Units = {
  streams: {
    description: 'Live streams.',
    rows: () => streamUnits,
    create: creates(
      'Take a channel on air',
      { user_id: reference('users'), viewer_count: t.Optional(viewers) },
      (store, { user_id, viewer_count }) => {
        requireUsers(store, user_id)
        if (findLiveStream(store, user_id)) throw conflict(`The user ${user_id} is live already.`)
        return beginStream(store, user_id, viewer_count).id
      },
    ),
    fixture: fixture(
      {
        ...chosenId,
        user_id: reference('users'),
        viewer_count: t.Optional(viewers),
        started_at: t.Optional(t.Timestamp()),
      },
      (store, { id = store.random.digits(11), ...fields }) => {
        if (findLiveStream(store, fields.user_id)) throw conflict('The user is live already.')
        insertStream(store, { viewer_count: 0, started_at: toSecond(store.now()), ...fields, id })
        return id
      },
    ),
    update: updates('Change how many watch', { viewer_count: viewers }, (store, id, { viewer_count }) =>
      setViewerCount(store, id, viewer_count),
    ),
    remove: removes('Take a channel off air', (store, id) => endStream(store, findStreamById(store, id)!)),
  },
}
