import { conflict } from '../../http/errors.ts'
import { t } from '../../http/schema.ts'
import { creates, removes, requireUsers, type Units, updates } from '../unit.ts'
import {
  beginStream,
  endStream,
  findLiveStream,
  findStreamById,
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
      { user_id: t.String(), viewer_count: t.Optional(viewers) },
      (store, { user_id, viewer_count }) => {
        requireUsers(store, user_id)
        if (findLiveStream(store, user_id)) throw conflict(`The user ${user_id} is live already.`)
        return beginStream(store, user_id, viewer_count).id
      },
    ),
    update: updates('Change how many watch', { viewer_count: viewers }, (store, id, { viewer_count }) =>
      setViewerCount(store, id, viewer_count),
    ),
    remove: removes('Take a channel off air', (store, id) => endStream(store, findStreamById(store, id)!)),
  },
}
