import { badRequest, notFound } from '../../http/errors.ts'
import { dataOf, paged, pageOf, pageQuery } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { body, query } from '../../http/validation.ts'
import { failsAutoMod } from '../moderation/automod/rule.ts'
import type { Resource } from '../resource.ts'
import { EarlyEnd, endEarly } from './ending.ts'
import { Poll } from './schema.ts'
import { seedPolls } from './seed.ts'
import { createPoll, findPoll, hasActivePoll, listPolls, tables, timers } from './store.ts'
import { units } from './unit.ts'

const manage = { token: 'user', scopes: ['channel:manage:polls'], userParam: 'broadcaster_id' } as const
const read = { ...manage, scopes: ['channel:read:polls', 'channel:manage:polls'] } as const

/** https://dev.twitch.tv/docs/api/reference/#get-polls */
export const polls: Resource = {
  tables,
  timers,
  seed: { relations: seedPolls },
  units,
  routes: (store, helix) =>
    helix('Polls')
      .get(
        '/polls',
        ({ query: { broadcaster_id, id, ...request } }) => {
          const found = listPolls(store, { broadcaster_id, ids: id }, request)
          if (id && found.items.length === 0)
            throw notFound('None of the IDs in the id query parameters were found.')
          return paged(found)
        },
        {
          auth: read,
          query: query({
            broadcaster_id: t.String(),
            id: t.Optional(t.Array(t.String(), { maxItems: 20 })),
            ...pageQuery(20, 20),
          }),
          response: pageOf(Poll),
          detail: { summary: 'Get Polls' },
        },
      )
      .post(
        '/polls',
        ({ body: wanted }) => {
          if (hasActivePoll(store, wanted.broadcaster_id)) {
            throw badRequest(
              "The broadcaster already has a poll that's running; you may not create another poll until " +
                'the current poll completes.',
            )
          }
          if (wanted.channel_points_voting_enabled && wanted.channel_points_per_vote === 0) {
            throw badRequest(
              'The parameter "channel_points_per_vote" was malformed: the value must be greater than or equal to 1',
            )
          }
          if (wanted.choices.some(({ title }) => failsAutoMod(title))) {
            throw badRequest("The choice's title failed AutoMod checks.")
          }
          return { data: [createPoll(store, wanted)] }
        },
        {
          auth: manage,
          body: body({
            broadcaster_id: t.String(),
            title: t.String({ maxLength: 60 }),
            choices: t.Array(t.Object({ title: t.String({ minLength: 1, maxLength: 25 }) }), {
              minItems: 2,
              maxItems: 5,
            }),
            duration: t.Integer({ minimum: 15, maximum: 1800, description: 'Seconds' }),
            /** Votes with Bits are gone, but the range is still checked. */
            bits_per_vote: t.Optional(t.Integer({ minimum: 0, maximum: 10_000 })),
            channel_points_voting_enabled: t.Optional(t.Boolean()),
            /** Client libraries send 0 if voting with points is off. */
            channel_points_per_vote: t.Optional(t.Integer({ minimum: 0, maximum: 1_000_000 })),
          }),
          response: dataOf(Poll),
          detail: { summary: 'Create Poll' },
        },
      )
      .patch(
        '/polls',
        ({ body: { broadcaster_id, id, status } }) => ({
          data: [endEarly(store, findPoll(store, broadcaster_id, id), status)],
        }),
        {
          auth: manage,
          body: body({ broadcaster_id: t.String(), id: t.String(), status: EarlyEnd }),
          response: dataOf(Poll),
          detail: { summary: 'End Poll' },
        },
      ),
}
