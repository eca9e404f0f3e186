import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import type { Entitlement } from '../../resources/entitlements/drops/schema.ts'
import type { Campaign } from '../../resources/entitlements/drops/store.ts'
import { findGame } from '../../resources/games/store.ts'
import type { EventSubEvent } from '../event.ts'
import { derivedId } from './core/derived-id.ts'
import type { EventGroup, ExampleContext } from './core/event-group.ts'
import { named } from './core/named.ts'

type Granted = Pick<Entitlement, 'id' | 'benefit_id' | 'user_id' | 'game_id' | 'timestamp'> & Campaign

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#dropentitlementgrant */
export const drops: EventGroup = {
  listen(on, store, publish) {
    on('drop.entitlement.grant', (entitlement, at) => publish(granted(store, entitlement, at)))
  },
  examples: {
    'drop.entitlement.grant': (context) => granted(context.store, exampleGrant(context), context.at),
  },
}

/** Whose game it is nobody may have said: then whoever listens is subscriptionBody, and the IDs are made up. */
function granted(store: Store, entitlement: Granted, at: Date): EventSubEvent {
  const { id, benefit_id, user_id, game_id, timestamp, organization_id, campaign_id } = entitlement
  return {
    type: 'drop.entitlement.grant',
    version: '1',
    condition: {
      category_id: game_id,
      ...(organization_id && { organization_id }),
      ...(campaign_id && { campaign_id }),
    },
    event: [
      {
        id: derivedId('grant', id),
        data: {
          organization_id: organization_id ?? derivedId('organization', game_id),
          category_id: game_id,
          category_name: findGame(store, game_id)?.name ?? '',
          campaign_id: campaign_id ?? derivedId('campaign', benefit_id),
          ...named(store, 'user', user_id),
          entitlement_id: id,
          benefit_id,
          created_at: toNanosecond(new Date(timestamp)),
        },
      },
    ],
    at,
  }
}

function exampleGrant({ store, at, user_id, condition }: ExampleContext): Granted {
  const sql = 'SELECT id FROM categories ORDER BY rowid LIMIT 1'
  return {
    id: store.id(),
    benefit_id: store.id(),
    user_id,
    game_id: condition.category_id || (store.get<{ id: string }>(sql)?.id ?? ''),
    timestamp: at.toISOString(),
    organization_id: condition.organization_id || null,
    campaign_id: condition.campaign_id || null,
  }
}
