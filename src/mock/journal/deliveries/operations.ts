import { type ControlOperation, operation } from '../../control/operation.ts'
import type { Delivery } from '../../eventsub/dispatch/delivery.ts'
import { notFound } from '../../http/errors.ts'
import { journalOperations } from '../operations.ts'
import { entryOf } from './entry.ts'
import type { DeliveryJournal } from './journal.ts'
import { matchProperties } from './match.ts'

/**
 * The journal of EventSub's deliveries under /units.
 *
 * @param resend sends the message of a delivery again, or throws a refusal
 * @throws HelixError from an operation: 404 for a delivery that the journal does not have
 */
export function deliveryOperations(
  journal: DeliveryJournal,
  resend: (delivery: Delivery) => void,
): ControlOperation[] {
  return [
    ...journalOperations(journal, {
      name: 'deliveries',
      description:
        'The last messages of EventSub by any transport, the oldest first, each with its attempts and what came of it.',
      match: matchProperties,
    }),
    operation({
      method: 'POST',
      path: '/deliveries/:id/resend',
      summary: 'Send a message again',
      description:
        'With the same message ID and timestamp, signed anew, as a delivery at least once may. 409 where it cannot be.',
      status: 202,
      run({ params }) {
        const delivery = journal.at(Number(params.id))
        if (!delivery)
          throw notFound(`There is no delivery ${params.id}: GET /units/deliveries lists those there are.`)
        resend(delivery)
        return entryOf(delivery)
      },
    }),
  ]
}
