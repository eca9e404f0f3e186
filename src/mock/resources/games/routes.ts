import { badRequest } from '../../http/errors.ts'
import { dataOf, paged, pageOf, pageQueryBothWays } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { query } from '../../http/validation.ts'
import type { Resource } from '../resource.ts'
import { Game } from './schema.ts'
import { seedGames } from './seed.ts'
import { listGames, listTopGames, tables } from './store.ts'
import { units } from './unit.ts'

const MAXIMUM_GAMES = 100

/** https://dev.twitch.tv/docs/api/reference/#get-games */
export const games: Resource = {
  tables,
  seed: { categories: seedGames },
  units,
  routes: (store, helix) =>
    helix('Games')
      .get('/games/top', ({ query }) => paged(listTopGames(store, query)), {
        auth: { token: 'any' },
        query: query(pageQueryBothWays()),
        response: pageOf(Game),
        detail: { summary: 'Get Top Games' },
      })
      .get(
        '/games',
        ({ query: { id: ids = [], name: names = [], igdb_id: igdb_ids = [] } }) => {
          const wanted = ids.length + names.length + igdb_ids.length
          if (wanted === 0)
            throw badRequest('The request must specify the id or name or igdb_id query parameter.')
          if (wanted > MAXIMUM_GAMES) {
            throw badRequest(
              'The combined number of game IDs (id and igdb_id) and game names that you specify in the ' +
                `request must not exceed ${MAXIMUM_GAMES}.`,
            )
          }
          return { data: listGames(store, { ids, names, igdb_ids }) }
        },
        {
          auth: { token: 'any' },
          query: query({
            id: t.Optional(t.Array(t.String())),
            name: t.Optional(t.Array(t.String())),
            igdb_id: t.Optional(t.Array(t.String())),
          }),
          response: dataOf(Game),
          detail: { summary: 'Get Games' },
        },
      ),
}
