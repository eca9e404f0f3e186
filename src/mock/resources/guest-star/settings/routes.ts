import { requireModerator } from '../../../access/requirements.ts'
import { forbidden } from '../../../http/errors.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { manageOwn, moderated, read } from '../authorization.ts'
import { GuestStarSettings, groupLayouts } from './schema.ts'
import { getSettings, tables, updateSettings } from './store.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-channel-guest-star-settings */
export const guestStarSettings: Resource = {
  tables,
  routes: (store, helix) =>
    helix('Guest Star')
      .get(
        '/guest_star/channel_settings',
        ({ query: { broadcaster_id, moderator_id } }) => {
          const refusal = () =>
            forbidden("Insufficient authorization for viewing channel's Guest Star settings")
          requireModerator(store, broadcaster_id, moderator_id, refusal)
          return { data: [getSettings(store, broadcaster_id)] }
        },
        {
          auth: read,
          query: query(moderated),
          response: dataOf(GuestStarSettings),
          detail: { summary: 'Get Channel Guest Star Settings' },
        },
      )
      .put(
        '/guest_star/channel_settings',
        ({ query: { broadcaster_id }, body: { regenerate_browser_sources = false, ...changes } }) => {
          updateSettings(store, broadcaster_id, changes, regenerate_browser_sources)
        },
        {
          auth: manageOwn,
          query: query({ broadcaster_id: t.String() }),
          body: body({
            is_moderator_send_live_enabled: t.Optional(t.Boolean()),
            slot_count: t.Optional(t.Integer({ minimum: 1, maximum: 6, error: 'Invalid slot_count' })),
            is_browser_source_audio_enabled: t.Optional(t.Boolean()),
            group_layout: t.Optional(t.Enum(groupLayouts, { error: 'Invalid group_layout' })),
            regenerate_browser_sources: t.Optional(t.Boolean()),
          }),
          detail: { summary: 'Update Channel Guest Star Settings' },
        },
      ),
}
