import { requireUser } from '../access/requirements.ts'
import { conflict, notFound } from '../http/errors.ts'
import { t } from '../http/schema.ts'
import {
  beginStream,
  endStream,
  findLiveStream,
  findStream,
  streamUnits,
} from '../resources/streams/store.ts'
import { creates, type Unit, updates } from './unit.ts'

/** Who is live. POST takes a channel on air, DELETE off it. */
export const streams: Unit = {
  rows: () => streamUnits,
  create: creates(
    { user_id: t.String(), viewer_count: t.Optional(t.Integer({ minimum: 0 })) },
    (store, { user_id, viewer_count }) => {
      requireUser(store, user_id, notFound(`There is no user ${user_id}.`))
      if (findLiveStream(store, user_id)) throw conflict(`The user ${user_id} is live already.`)
      return beginStream(store, user_id, viewer_count).id
    },
  ),
  update: updates({ viewer_count: t.Integer({ minimum: 0 }) }, (store, id, { viewer_count }) => {
    store.update('streams', { viewer_count }, { id })
  }),
  remove(store, id) {
    const { user_id } = store.get<{ user_id: string }>('SELECT user_id FROM streams WHERE id = $id', { id })!
    endStream(store, findStream(store, user_id)!)
  },
}
