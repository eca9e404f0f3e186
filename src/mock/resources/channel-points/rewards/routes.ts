import { requirePartnerOrAffiliate } from '../../../access/requirements.ts'
import { notFound } from '../../../http/errors.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { requireOwnReward } from '../requirements.ts'
import { requirePossible, requirePossibleChange } from './requirements.ts'
import { CustomReward, RewardSettings } from './schema.ts'
import { seedRewards } from './seed.ts'
import { createReward, deleteReward, listRewards, tables, updateReward } from './store.ts'
import { units } from './unit.ts'

const manage = { token: 'user', scopes: ['channel:manage:redemptions'], userParam: 'broadcaster_id' } as const
const read = { ...manage, scopes: ['channel:read:redemptions', 'channel:manage:redemptions'] } as const

const { title, cost } = RewardSettings.properties
const optional = t.Partial(t.Omit(RewardSettings, ['title', 'cost', 'is_paused'])).properties

/** https://dev.twitch.tv/docs/api/reference/#get-custom-reward */
export const customRewards: Resource = {
  tables,
  seed: { relations: seedRewards },
  units,
  routes: (store, helix) =>
    helix('Channel Points')
      .get(
        '/channel_points/custom_rewards',
        ({ query: { broadcaster_id, id, only_manageable_rewards }, caller }) => {
          requirePartnerOrAffiliate(store, broadcaster_id)
          const client_id = only_manageable_rewards ? caller.client_id : undefined
          const data = listRewards(store, { broadcaster_id, ids: id, client_id })
          if (id && data.length === 0) {
            throw notFound('All of the custom rewards specified using the id query parameter were not found.')
          }
          return { data }
        },
        {
          auth: read,
          query: query({
            broadcaster_id: t.String(),
            id: t.Optional(t.Array(t.String(), { maxItems: 50 })),
            only_manageable_rewards: t.Optional(t.Boolean()),
          }),
          response: dataOf(CustomReward),
          detail: { summary: 'Get Custom Reward' },
        },
      )
      .post(
        '/channel_points/custom_rewards',
        ({ query: { broadcaster_id }, body: wanted, caller: { client_id } }) => {
          requirePossible(store, broadcaster_id, wanted)
          return { data: [createReward(store, { broadcaster_id, client_id }, wanted)] }
        },
        {
          auth: manage,
          query: query({ broadcaster_id: t.String() }),
          body: body({ title, cost, ...optional }),
          response: dataOf(CustomReward),
          detail: { summary: 'Create Custom Rewards' },
        },
      )
      .patch(
        '/channel_points/custom_rewards',
        ({ query: { broadcaster_id, id }, body: changes, caller }) => {
          requirePartnerOrAffiliate(store, broadcaster_id)
          const reward = requireOwnReward(store, caller, { broadcaster_id, id })
          requirePossibleChange(store, reward, changes)
          return { data: [updateReward(store, reward, changes)] }
        },
        {
          auth: manage,
          query: query({ broadcaster_id: t.String(), id: t.String() }),
          body: body(t.Partial(RewardSettings).properties),
          response: dataOf(CustomReward),
          detail: { summary: 'Update Custom Reward' },
        },
      )
      .delete(
        '/channel_points/custom_rewards',
        ({ query: { broadcaster_id, id }, caller }) => {
          requirePartnerOrAffiliate(store, broadcaster_id)
          deleteReward(store, requireOwnReward(store, caller, { broadcaster_id, id }))
        },
        {
          auth: manage,
          query: query({ broadcaster_id: t.String(), id: t.String() }),
          detail: { summary: 'Delete Custom Reward' },
        },
      ),
}
