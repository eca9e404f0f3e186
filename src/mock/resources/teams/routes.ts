import { requireUser } from '../../access/requirements.ts'
import { badRequest, notFound } from '../../http/errors.ts'
import { numericId } from '../../http/ids.ts'
import { dataOf } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { query } from '../../http/validation.ts'
import type { Resource } from '../resource.ts'
import { ChannelTeam, Team } from './schema.ts'
import { seedTeams } from './seed.ts'
import { findTeam, listTeamsOf, tables } from './store.ts'
import { units } from './unit.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-teams */
export const teams: Resource = {
  tables,
  seed: { teams: seedTeams },
  units,
  routes: (store, helix) =>
    helix('Teams')
      .get(
        '/teams/channel',
        ({ query: { broadcaster_id } }) => {
          requireUser(store, broadcaster_id, () => notFound('The broadcaster was not found.'))
          return { data: listTeamsOf(store, broadcaster_id) }
        },
        {
          auth: { token: 'any' },
          query: query({
            broadcaster_id: numericId('The broadcaster_id query parameter is missing or invalid.'),
          }),
          response: dataOf(ChannelTeam),
          detail: { summary: 'Get Channel Teams' },
        },
      )
      .get(
        '/teams',
        ({ query: { name, id } }) => {
          if (!name && !id) throw badRequest('The name or id query parameter is required.')
          if (name && id) throw badRequest('Specify either the name or id query parameter but not both.')
          const team = findTeam(store, { name, id })
          if (!team) throw notFound('The specified team was not found.')
          return { data: [team] }
        },
        {
          auth: { token: 'any' },
          query: query({
            name: t.Optional(t.String()),
            id: t.Optional(numericId('The ID in the id query parameter is not valid.')),
          }),
          response: dataOf(Team),
          detail: { summary: 'Get Teams' },
        },
      ),
}
