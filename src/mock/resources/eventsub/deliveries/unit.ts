import type { Units } from '../../unit.ts'
import { deliveryListing } from './store.ts'

/** The units of EventSub deliveries. */
export const units: Units = {
  deliveries: {
    description:
      'Webhook messages, the newest first: what waits and the last thousand that are over, with their attempts.',
    rows: () => deliveryListing,
  },
}
