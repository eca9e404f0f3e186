import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { ChannelEditor } from './schema.ts'
import { seedEditors } from './seed.ts'
import { listEditors, tables } from './store.ts'
import { units } from './unit.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-channel-editors */
export const editors: Resource = {
  tables,
  seed: { relations: seedEditors },
  units,
  routes: (store, helix) =>
    helix('Channels').get(
      '/channels/editors',
      ({ query: { broadcaster_id } }) => ({ data: listEditors(store, broadcaster_id) }),
      {
        auth: { token: 'user', scopes: ['channel:read:editors'], userParam: 'broadcaster_id' },
        query: query({ broadcaster_id: t.String() }),
        response: dataOf(ChannelEditor),
        detail: { summary: 'Get Channel Editors' },
      },
    ),
}
