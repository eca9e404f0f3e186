import type { Store } from '../../engine/store.ts'
import { badRequest, notFound, unauthorized } from '../../http/errors.ts'
import { numericId } from '../../http/ids.ts'
import { dataOf, paged, pageOf, pageQueryBothWays } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { query } from '../../http/validation.ts'
import { findGame } from '../games/store.ts'
import type { Resource } from '../resource.ts'
import { Video } from './schema.ts'
import { seedVideos } from './seed.ts'
import { deleteVideos, listVideos, listVideosById, tables } from './store.ts'
import { units } from './unit.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-videos */
export const videos: Resource = {
  tables,
  seed: { videos: seedVideos },
  units,
  routes: (store, helix) =>
    helix('Videos')
      .get(
        '/videos',
        ({ query: { id: ids, user_id, game_id, first, after, before, ...filter } }) => {
          requireOne({ ids, user_id, game_id })
          if (ids) return { data: getVideosById(store, ids), pagination: {} }
          if (game_id && !findGame(store, game_id))
            throw notFound('The ID in the game_id query parameter was not found.')
          return paged(listVideos(store, { user_id, game_id, ...filter }, { first, after, before }))
        },
        {
          auth: { token: 'any' },
          query: query({
            id: t.Optional(
              t.Array(numericId('The value in the id query parameter is not valid.'), { maxItems: 100 }),
            ),
            user_id: t.Optional(t.String()),
            game_id: t.Optional(numericId('The ID in the game_id query parameter is not valid.')),
            language: t.Optional(t.String()),
            period: t.Optional(t.Enum(['all', 'day', 'month', 'week'])),
            sort: t.Optional(t.Enum(['time', 'trending', 'views'])),
            type: t.Optional(t.Enum(['all', 'archive', 'highlight', 'upload'])),
            ...pageQueryBothWays(),
          }),
          response: pageOf(Video),
          detail: { summary: 'Get Videos' },
        },
      )
      .delete(
        '/videos',
        ({ query: { id: ids }, caller }) => {
          const found = listVideosById(store, ids)
          if (found.some((video) => video.user_id !== caller.user_id))
            throw unauthorized('The caller is not authorized to delete the specified video.')
          const deleted = found.map((video) => video.id)
          deleteVideos(store, deleted)
          return { data: deleted }
        },
        {
          auth: { token: 'user', scopes: ['channel:manage:videos'] },
          query: query({ id: t.Array(t.String(), { maxItems: 5 }) }),
          response: dataOf(t.String()),
          detail: { summary: 'Delete Videos' },
        },
      ),
}

function requireOne(ways: { ids?: string[]; user_id?: string; game_id?: string }): void {
  const given = Object.values(ways).filter((way) => way !== undefined).length
  if (given === 0)
    throw badRequest('The request must specify either the id or user_id or game_id query parameter.')
  if (given > 1) {
    throw badRequest(
      'The id, user_id, and game_id query parameters are mutually exclusive; you must specify only one of them.',
    )
  }
}

function getVideosById(store: Store, ids: string[]): Video[] {
  const found = listVideosById(store, ids)
  if (found.length === 0) throw notFound('The ID in the id query parameter was not found.')
  return found
}
