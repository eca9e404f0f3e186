import { paged, pageOf, pageQuery, pageQueryBothWays } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { query } from '../../http/validation.ts'
import type { Resource } from '../resource.ts'
import { Stream } from './schema.ts'
import { seedStreams } from './seed.ts'
import { listFollowedStreams, listStreams, tables } from './store.ts'
import { units } from './unit.ts'

const upTo100 = t.Optional(t.Array(t.String(), { maxItems: 100 }))

/** https://dev.twitch.tv/docs/api/reference/#get-streams */
export const streams: Resource = {
  tables,
  seed: { streams: seedStreams },
  units,
  routes: (store, helix) =>
    helix('Streams')
      .get(
        '/streams',
        ({ query: { user_id, user_login, game_id, language, type: _, ...request } }) => {
          const filter = {
            user_ids: user_id,
            user_logins: user_login,
            game_ids: game_id,
            languages: language,
          }
          return paged(listStreams(store, filter, request))
        },
        {
          auth: { token: 'any' },
          query: query({
            user_id: upTo100,
            user_login: upTo100,
            game_id: upTo100,
            language: upTo100,
            // All streams are live, since Twitch has removed reruns and premieres.
            type: t.Optional(t.Enum(['all', 'live'])),
            ...pageQueryBothWays(),
          }),
          response: pageOf(Stream),
          detail: { summary: 'Get Streams' },
        },
      )
      .get(
        '/streams/followed',
        ({ query: { user_id, ...request } }) => paged(listFollowedStreams(store, user_id, request)),
        {
          auth: { token: 'user', scopes: ['user:read:follows'], userParam: 'user_id' },
          query: query({ user_id: t.String(), ...pageQuery(100) }),
          response: pageOf(Stream),
          detail: { summary: 'Get Followed Streams' },
        },
      ),
}
