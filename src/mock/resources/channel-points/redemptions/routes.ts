import { requirePartnerOrAffiliate } from '../../../access/requirements.ts'
import { badRequest, notFound } from '../../../http/errors.ts'
import { dataOf, paged, pageOf, pageQuery } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { tables as automaticTables } from '../automatic-rewards/store.ts'
import { units as automaticUnits } from '../automatic-rewards/unit.ts'
import { requireMaker } from '../requirements.ts'
import { Redemption, Settlement } from './schema.ts'
import { seedRedemptions } from './seed.ts'
import { listOpenRedemptions, listRedemptions, settleRedemption, tables } from './store.ts'
import { units } from './unit.ts'

const manage = { token: 'user', scopes: ['channel:manage:redemptions'], userParam: 'broadcaster_id' } as const
const read = { ...manage, scopes: ['channel:read:redemptions', 'channel:manage:redemptions'] } as const

const MAXIMUM_IDS = 50

/** https://dev.twitch.tv/docs/api/reference/#get-custom-reward-redemption */
export const redemptions: Resource = {
  tables: [tables, automaticTables].join('\n'),
  seed: { relations: seedRedemptions },
  units: { ...units, ...automaticUnits },
  routes: (store, helix) =>
    helix('Channel Points')
      .get(
        '/channel_points/custom_rewards/redemptions',
        ({ query: { broadcaster_id, reward_id, id, status, sort, ...request }, caller }) => {
          if (!id && !status) {
            throw badRequest(
              "The status query parameter is required if you didn't specify the id query parameter.",
            )
          }
          requirePartnerOrAffiliate(store, broadcaster_id)
          requireMaker(store, caller, { broadcaster_id, id: reward_id, parameter: 'reward_id' })
          // With IDs, the status is ignored.
          const wanted = {
            reward_id,
            status: id ? undefined : status,
            ids: id,
            newestFirst: sort === 'NEWEST',
          }
          const found = listRedemptions(store, wanted, request)
          if (id && found.items.length === 0) {
            throw notFound('All of the redemptions specified using the id query parameter were not found.')
          }
          return paged(found)
        },
        {
          auth: read,
          query: query({
            broadcaster_id: t.String(),
            reward_id: t.String(),
            status: t.Optional(t.Enum(['CANCELED', 'FULFILLED', 'UNFULFILLED'])),
            id: t.Optional(t.Array(t.String(), { maxItems: MAXIMUM_IDS })),
            sort: t.Optional(t.Enum(['OLDEST', 'NEWEST'])),
            ...pageQuery(20, 50),
          }),
          response: pageOf(Redemption),
          detail: { summary: 'Get Custom Reward Redemption' },
        },
      )
      .patch(
        '/channel_points/custom_rewards/redemptions',
        ({ query: { broadcaster_id, reward_id, id }, body: { status }, caller }) => {
          requirePartnerOrAffiliate(store, broadcaster_id)
          requireMaker(store, caller, { broadcaster_id, id: reward_id, parameter: 'reward_id' })
          const open = listOpenRedemptions(store, reward_id, id)
          if (open.length === 0) {
            throw notFound(
              'The redemptions specified using the id query parameter were not found or their statuses ' +
                "weren't marked as UNFULFILLED.",
            )
          }
          const settle = () => open.map((redemption) => settleRedemption(store, redemption, status))
          return { data: store.transaction(settle) }
        },
        {
          auth: manage,
          query: query({
            id: t.Array(t.String(), { maxItems: MAXIMUM_IDS }),
            broadcaster_id: t.String(),
            reward_id: t.String(),
          }),
          body: body({ status: Settlement }),
          response: dataOf(Redemption),
          detail: { summary: 'Update Redemption Status' },
        },
      ),
}
