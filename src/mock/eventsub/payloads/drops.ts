import { derivedId } from '../../../lib/derived-id.ts'
import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import type { Entitlement } from '../../resources/entitlements/drops/schema.ts'
import type { Campaign } from '../../resources/entitlements/drops/store.ts'
import { findGame, firstGame } from '../../resources/games/store.ts'
import { named } from '../../resources/users/named.ts'
import { type ExampleContext, events, type WrittenEvent } from './core/events.ts'

type Granted = Pick<Entitlement, 'id' | 'benefit_id' | 'user_id' | 'game_id' | 'timestamp'> & Campaign

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#dropentitlementgrant */
export const drops = events({
  'drop.entitlement.grant 1': {
    on: { 'drop.entitlement.grant': granted },
    example: (context) => granted(context.store, exampleGrant(context)),
  },
})

/** The event of a granted drop. Missing IDs of organization and campaign are derived, and match any condition. */
function granted(store: Store, entitlement: Granted): WrittenEvent {
  const { id, benefit_id, user_id, game_id, timestamp, organization_id, campaign_id } = entitlement
  return {
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
  }
}

function exampleGrant({ store, at, user_id, condition }: ExampleContext): Granted {
  return {
    id: store.id(),
    benefit_id: store.id(),
    user_id,
    game_id: condition.category_id || (firstGame(store)?.id ?? ''),
    timestamp: at.toISOString(),
    organization_id: condition.organization_id || null,
    campaign_id: condition.campaign_id || null,
  }
}
