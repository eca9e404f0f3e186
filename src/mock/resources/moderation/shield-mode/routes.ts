import { numericId } from '../../../http/ids.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { ShieldMode } from './schema.ts'
import { seedShieldModes } from './seed.ts'
import { findShieldMode, switchShieldMode, tables } from './store.ts'

const manage = {
  token: 'user',
  appGrant: 'user',
  scopes: ['moderator:manage:shield_mode'],
  userParam: 'moderator_id',
  moderatorOf: 'broadcaster_id',
} as const
const read = { ...manage, scopes: ['moderator:read:shield_mode', 'moderator:manage:shield_mode'] } as const

const channel = {
  broadcaster_id: numericId('The ID in the broadcaster_id query parameter is not valid.'),
  moderator_id: t.String(),
}

/** https://dev.twitch.tv/docs/api/reference/#get-shield-mode-status */
export const shieldMode: Resource = {
  tables,
  seed: { relations: seedShieldModes },
  routes: (store, helix) =>
    helix('Moderation')
      .get(
        '/moderation/shield_mode',
        ({ query: { broadcaster_id } }) => ({ data: [findShieldMode(store, broadcaster_id)] }),
        {
          auth: read,
          query: query(channel),
          response: dataOf(ShieldMode),
          detail: { summary: 'Get Shield Mode Status' },
        },
      )
      .put(
        '/moderation/shield_mode',
        ({ query, body: { is_active } }) => ({ data: [switchShieldMode(store, query, is_active)] }),
        {
          auth: manage,
          query: query(channel),
          body: body({ is_active: t.Boolean() }),
          response: dataOf(ShieldMode),
          detail: { summary: 'Update Shield Mode Status' },
        },
      ),
}
