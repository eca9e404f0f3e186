import { requirePartnerOrAffiliate } from '../../../access/requirements.ts'
import type { Store } from '../../../engine/store.ts'
import { badRequest, notFound } from '../../../http/errors.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { requireOwnReward } from '../requirements.ts'
import { CustomReward, RewardSettings } from './schema.ts'
import { seedRewards } from './seed.ts'
import {
  countRewards,
  createReward,
  deleteReward,
  findRewardByTitle,
  findSettings,
  listRewards,
  tables,
  updateReward,
} from './store.ts'

const manage = { token: 'user', scopes: ['channel:manage:redemptions'], userParam: 'broadcaster_id' } as const
const read = { ...manage, scopes: ['channel:read:redemptions', 'channel:manage:redemptions'] } as const

const MAXIMUM_REWARDS = 50

const { title, cost } = RewardSettings.properties
const optional = t.Partial(t.Omit(RewardSettings, ['title', 'cost', 'is_paused'])).properties

/** https://dev.twitch.tv/docs/api/reference/#get-custom-reward */
export const customRewards: Resource = {
  tables,
  seed: { relations: seedRewards },
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
          requirePartnerOrAffiliate(store, broadcaster_id)
          requireLimits(wanted)
          requireFreeTitle(store, broadcaster_id, wanted.title)
          if (countRewards(store, broadcaster_id) >= MAXIMUM_REWARDS) {
            throw badRequest('The request exceeds the maximum number of rewards allowed per channel.')
          }
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
          requireLimits({ ...findSettings(store, id), ...changes })
          if (changes.title !== undefined) requireFreeTitle(store, broadcaster_id, changes.title, id)
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

const limits = [
  ['is_max_per_stream_enabled', 'max_per_stream'],
  ['is_max_per_user_per_stream_enabled', 'max_per_user_per_stream'],
  ['is_global_cooldown_enabled', 'global_cooldown_seconds'],
] as const

/** A limit that is switched on must say how much. */
function requireLimits(settings: Partial<RewardSettings>): void {
  for (const [enabled, value] of limits) {
    if (settings[enabled] && !settings[value]) {
      throw badRequest(`If ${enabled} is true, the minimum value for ${value} is 1.`)
    }
  }
}

function requireFreeTitle(store: Store, broadcaster_id: string, title: string, except?: string): void {
  const taken = findRewardByTitle(store, broadcaster_id, title)
  if (taken !== undefined && taken !== except) {
    throw badRequest("The title must be unique amongst all of the broadcaster's custom rewards.")
  }
}
