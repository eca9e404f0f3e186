import { badRequest } from '../../../../http/errors.ts'
import { dataOf } from '../../../../http/pagination.ts'
import { t } from '../../../../http/schema.ts'
import { body, query } from '../../../../http/validation.ts'
import type { Resource } from '../../../resource.ts'
import { AutoModSettings, Level, Levels } from './schema.ts'
import { seedAutoModSettings } from './seed.ts'
import { findAutoModSettings, tables, updateAutoModSettings } from './store.ts'

const moderation = {
  token: 'user',
  appGrant: 'user',
  userParam: 'moderator_id',
  moderatorOf: 'broadcaster_id',
} as const

const channel = { broadcaster_id: t.String(), moderator_id: t.String() }

/** https://dev.twitch.tv/docs/api/reference/#get-automod-settings */
export const autoModSettings: Resource = {
  tables,
  seed: { relations: seedAutoModSettings },
  routes: (store, helix) =>
    helix('Moderation')
      .get('/moderation/automod/settings', ({ query }) => ({ data: [findAutoModSettings(store, query)] }), {
        auth: { ...moderation, scopes: ['moderator:read:automod_settings'] },
        query: query(channel),
        response: dataOf(AutoModSettings),
        detail: { summary: 'Get AutoMod Settings' },
      })
      .put(
        '/moderation/automod/settings',
        ({ query, body: { overall_level, ...levels } }) => {
          // Clients may send the whole answer of Get AutoMod Settings back, with null as the overall level.
          const isOverall = overall_level !== undefined
          if (isOverall === Object.keys(levels).length > 0) {
            throw badRequest(
              'The overall_level setting or one or more individual settings like aggression is required; ' +
                "the overall and individual settings are mutually exclusive, so don't set both.",
            )
          }
          return { data: [updateAutoModSettings(store, query, isOverall ? overall_level : levels)] }
        },
        {
          auth: { ...moderation, scopes: ['moderator:manage:automod_settings'] },
          query: query(channel),
          body: body({ overall_level: t.Optional(Level), ...t.Partial(Levels).properties }),
          response: dataOf(AutoModSettings),
          detail: { summary: 'Update AutoMod Settings' },
        },
      ),
}
