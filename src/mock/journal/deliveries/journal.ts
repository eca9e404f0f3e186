import type { Delivery, DeliveryLog, Outcome } from '../../eventsub/dispatch/delivery.ts'
import { Journal } from '../journal.ts'
import { type DeliveryEntry, entryOf } from './entry.ts'
import { type DeliveryMatch, matches } from './match.ts'

/** The journal of EventSub's last deliveries, including those that were not sent. */
export class DeliveryJournal extends Journal<Delivery, DeliveryEntry, DeliveryMatch> implements DeliveryLog {
  constructor(length: number) {
    super({ length, entryOf, matches })
  }

  record(delivery: Delivery, outcome: Outcome): void {
    Object.assign(delivery, outcome)
    if (!this.isOn) return
    if (delivery.id > 0) {
      this.tell(delivery)
      return
    }
    delivery.id = this.nextId
    this.keep(delivery)
  }

  ofMessage(id: string): Delivery | undefined {
    return this.findLast(({ message }) => message.id === id)
  }
}
