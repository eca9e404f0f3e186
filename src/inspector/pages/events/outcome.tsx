import type { DeliveryEntry } from '../../../mock/journal/deliveries/entry.ts'
import { Badge, type Tone } from '../../components/basics.tsx'

const tones: Readonly<Record<DeliveryEntry['status'], Tone>> = {
  delivered: 'good',
  pending: 'accent',
  failed: 'bad',
  dropped: 'warn',
}

/** The status of a delivery. */
export function Outcome({ status, fault }: Pick<DeliveryEntry, 'status' | 'fault'>) {
  return (
    <>
      <Badge tone={tones[status]}>{status}</Badge> {fault && <Badge tone="warn">fault {fault}</Badge>}
    </>
  )
}

/** The receiver of a subscription's messages, as a short text. */
export function receiverOf(transport: Readonly<Record<string, unknown>>): string {
  return String(transport.callback ?? transport.session_id ?? transport.conduit_id ?? transport.method)
}
