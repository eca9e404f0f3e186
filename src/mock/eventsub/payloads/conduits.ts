import { Milliseconds, shifted, toNanosecond } from '../../engine/time.ts'
import { firstClient } from '../../resources/accounts/clients/store.ts'
import { findConduit, type StoredShard } from '../../resources/eventsub/conduits/store.ts'
import { type ExampleContext, events, type WrittenEvent } from './core/events.ts'

type FailedShard = Pick<StoredShard, 'conduit_id' | 'id' | 'status' | 'transport'> & { client_id: string }

const working: readonly StoredShard['status'][] = ['enabled', 'webhook_callback_verification_pending']

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#conduitsharddisabled */
export const conduits = events({
  'conduit.shard.disabled 1': {
    on: {
      'eventsub.shard.status'(store, shard) {
        const conduit = working.includes(shard.status) ? undefined : findConduit(store, shard.conduit_id)
        return conduit && disabled({ ...shard, client_id: conduit.client_id })
      },
    },
    example: (context) => disabled(exampleShard(context)),
  },
})

function disabled({ client_id, conduit_id, id, status, transport }: FailedShard): WrittenEvent {
  const { method, callback = null, session_id = null, connected_at, disconnected_at } = transport
  const moment = (text: string | undefined) => (text ? toNanosecond(new Date(text)) : null)
  return {
    condition: { client_id, conduit_id },
    event: {
      conduit_id,
      shard_id: id,
      status,
      transport: {
        method,
        callback,
        session_id,
        connected_at: moment(connected_at),
        disconnected_at: moment(disconnected_at),
      },
    },
  }
}

const exampleShard = ({ store, at, condition }: ExampleContext): FailedShard => ({
  client_id: condition.client_id || (firstClient(store)?.id ?? ''),
  conduit_id: condition.conduit_id || store.id(),
  id: '0',
  status: 'websocket_disconnected',
  transport: {
    method: 'websocket',
    session_id: store.id(),
    connected_at: shifted(at, -Milliseconds.hour).toISOString(),
    disconnected_at: at.toISOString(),
  },
})
