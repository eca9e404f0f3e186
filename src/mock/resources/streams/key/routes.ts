import { forbidden } from '../../../http/errors.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { findUser } from '../../users/store.ts'
import { streamKeyOf, tables } from './store.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-stream-key */
export const streamKey: Resource = {
  tables,
  routes: (store, helix) =>
    helix('Streams').get(
      '/streams/key',
      ({ query: { broadcaster_id } }) => {
        if (!findUser(store, broadcaster_id)?.email)
          throw forbidden('You must verify an email address in order to stream.')
        return { data: [{ stream_key: streamKeyOf(store, broadcaster_id) }] }
      },
      {
        auth: { token: 'user', scopes: ['channel:read:stream_key'], userParam: 'broadcaster_id' },
        query: query({ broadcaster_id: t.String() }),
        response: dataOf(t.Object({ stream_key: t.String() })),
        detail: { summary: 'Get Stream Key' },
      },
    ),
}
