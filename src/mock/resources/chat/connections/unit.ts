import { t } from '../../../http/schema.ts'
import type { Resource } from '../../resource.ts'
import { type Units, updates } from '../../unit.ts'
import { askToReconnect, chatConnectionUnits, closeChatConnection, tables } from './store.ts'

/** The units of chat connections. */
const units: Units = {
  irc_connections: {
    description: 'Clients that are connected to chat over IRC.',
    rows: () => chatConnectionUnits,
    update: updates(
      'Ask a client to reconnect, or end its connection',
      {
        reconnect: t.Optional(
          t.Boolean({ description: 'Sends RECONNECT, and ends the connection after a while' }),
        ),
        close: t.Optional(t.Boolean({ description: 'Ends the connection without a word' })),
      },
      (store, id, { reconnect, close }) => {
        if (reconnect) askToReconnect(store, id)
        if (close) closeChatConnection(store, id)
      },
    ),
  },
}

/** The resource of chat clients over IRC, which has no operations in Helix. */
export const chatConnections: Resource = { tables, units }
