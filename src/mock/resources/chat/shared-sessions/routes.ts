import { requireUser } from '../../../access/requirements.ts'
import { badRequest } from '../../../http/errors.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { SharedChatSession } from './schema.ts'
import { seedSharedChat } from './seed.ts'
import { findSharedChatSession, tables } from './store.ts'
import { units } from './unit.ts'

const unknownBroadcaster = () => badRequest('The ID in the broadcaster_id query parameter is not valid.')

/** https://dev.twitch.tv/docs/api/reference/#get-shared-chat-session */
export const sharedChatSessions: Resource = {
  tables,
  seed: { streams: seedSharedChat },
  units,
  routes: (store, helix) =>
    helix('Chat').get(
      '/shared_chat/session',
      ({ query: { broadcaster_id } }) => {
        requireUser(store, broadcaster_id, unknownBroadcaster)
        const session = findSharedChatSession(store, broadcaster_id)
        return { data: session ? [session] : [] }
      },
      {
        auth: { token: 'any' },
        query: query({ broadcaster_id: t.String() }),
        response: dataOf(SharedChatSession),
        detail: { summary: 'Get Shared Chat Session' },
      },
    ),
}
