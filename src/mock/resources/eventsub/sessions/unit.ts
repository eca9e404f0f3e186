import { t } from '../../../http/schema.ts'
import { type Units, updates } from '../../unit.ts'
import { askToReconnect, closeEventSubSession, eventSubSessionUnits, setSessionKeepAlive } from './store.ts'

/** Source: https://dev.twitch.tv/docs/eventsub/handling-websocket-events/#close-message */
const close = t.Integer({
  minimum: 4000,
  maximum: 4007,
  description: `Closes the connection with a code: 4000 internal server error, 4001 client sent inbound traffic,
4002 client failed ping-pong, 4003 connection unused, 4004 reconnect grace time expired, 4005 network timeout,
4006 network error, 4007 invalid reconnect`,
})

/** The units of EventSub sessions. */
export const units: Units = {
  eventsub_sessions: {
    description: 'WebSockets that are connected to EventSub.',
    rows: () => eventSubSessionUnits,
    update: updates(
      'Ask a client to reconnect, close its connection, or leave out its keepalives',
      {
        reconnect: t.Optional(t.Boolean({ description: 'Sends session_reconnect' })),
        close: t.Optional(close),
        keepalive: t.Optional(t.Boolean({ description: 'Whether keepalive messages are sent' })),
      },
      (store, id, { reconnect, close, keepalive }) => {
        if (reconnect) askToReconnect(store, id)
        if (keepalive !== undefined) setSessionKeepAlive(store, id, keepalive)
        if (close !== undefined) closeEventSubSession(store, id, close)
      },
    ),
  },
}
