import { t } from '../http/schema.ts'
import { askToReconnect, closeSession } from '../resources/eventsub/sessions/store.ts'
import { type Unit, updates } from './unit.ts'

/** WebSockets that are connected to EventSub. PATCH asks a client to reconnect, or closes its connection with a code. */
export const eventSubSessions: Unit = {
  rows: () => ({ sql: 'SELECT id, client_id, user_id, connected_at FROM eventsub_sessions', key: ['id'] }),
  update: updates(
    { reconnect: t.Optional(t.Boolean()), close: t.Optional(t.Integer({ minimum: 4000, maximum: 4007 })) },
    (store, id, { reconnect, close }) => {
      if (reconnect) askToReconnect(store, id)
      if (close !== undefined) closeSession(store, id, close)
    },
  ),
}
