import { requireUser } from '../access/requirements.ts'
import { badRequest, conflict, notFound } from '../http/errors.ts'
import { t } from '../http/schema.ts'
import { donate, findCampaign, startCampaign, stopCampaign } from '../resources/charity/store.ts'
import { grantEntitlement } from '../resources/entitlements/drops/store.ts'
import { findGame } from '../resources/games/store.ts'
import { Goal } from '../resources/goals/schema.ts'
import { beginGoal, endGoal, findGoal } from '../resources/goals/store.ts'
import { beginTrain, contribute, endTrain, findCurrentTrain } from '../resources/hype-train/store.ts'
import { both, requireBoth } from './audience.ts'
import { creates, rowsOf, type Unit } from './unit.ts'

/** Goals of creators. DELETE ends one. */
export const goals: Unit = {
  rows: () =>
    rowsOf(
      'goals',
      'id, broadcaster_id, type, description, current_amount, target_amount, created_at, ended_at',
    ),
  create: creates(
    {
      broadcaster_id: t.String(),
      type: Goal.properties.type,
      description: t.Optional(t.String()),
      target_amount: t.Integer({ minimum: 1 }),
      current_amount: t.Optional(t.Integer({ minimum: 0 })),
    },
    (store, { description = '', ...fields }) => {
      requireUser(store, fields.broadcaster_id, notFound(`There is no user ${fields.broadcaster_id}.`))
      return beginGoal(store, { ...fields, description }).id
    },
  ),
  remove(store, id) {
    const goal = findGoal(store, id)
    if (!goal) throw badRequest('The goal has ended already.')
    endGoal(store, goal)
  },
}

/** Charity campaigns. POST starts one, its goal in cents of a dollar; DELETE stops it. */
export const charityCampaigns: Unit = {
  rows: () =>
    rowsOf<{ current_amount: object; target_amount: object }>(
      'charity_campaigns',
      'id, broadcaster_id, charity_name, charity_description, charity_logo, charity_website, current_amount, target_amount, started_at, stopped_at',
      { json: ['current_amount', 'target_amount'] },
    ),
  create: creates(
    {
      broadcaster_id: t.String(),
      charity_name: t.String(),
      charity_description: t.Optional(t.String()),
      charity_logo: t.Optional(t.String()),
      charity_website: t.Optional(t.String()),
      target_value: t.Optional(t.Integer({ minimum: 1 })),
    },
    (store, { target_value, ...fields }) => {
      requireUser(store, fields.broadcaster_id, notFound(`There is no user ${fields.broadcaster_id}.`))
      if (findCampaign(store, fields.broadcaster_id))
        throw conflict('A campaign runs in the channel already.')
      const { charity_description = '', charity_logo = '', charity_website = '' } = fields
      const target_amount = target_value ? { value: target_value, decimal_places: 2, currency: 'USD' } : null
      return startCampaign(store, {
        ...fields,
        charity_description,
        charity_logo,
        charity_website,
        target_amount,
      }).id
    },
  ),
  remove(store, id) {
    const sql = 'SELECT broadcaster_id FROM charity_campaigns WHERE id = $id AND stopped_at IS NULL'
    const running = store.get<{ broadcaster_id: string }>(sql, { id })
    if (!running) throw badRequest('The campaign was stopped already.')
    stopCampaign(store, findCampaign(store, running.broadcaster_id)!)
  },
}

/** Donations to the campaign that runs in a channel; the amount is in its currency's smallest unit. */
export const charityDonations: Unit = {
  rows: () =>
    rowsOf<{ amount: object }>('charity_donations', 'id, campaign_id, user_id, amount, donated_at', {
      json: ['amount'],
    }),
  create: creates({ ...both, value: t.Integer({ minimum: 1 }) }, (store, { value, ...fields }) => {
    requireBoth(store, fields)
    const campaign = findCampaign(store, fields.broadcaster_id)
    if (!campaign) throw notFound('No charity campaign runs in the channel.')
    return donate(store, campaign, fields.user_id, value).id
  }),
}

/** Hype Trains. POST contributes to the one that runs, or begins one; DELETE ends it. */
export const hypeTrains: Unit = {
  rows: () =>
    rowsOf<{ is_shared_train: boolean }>(
      'hype_trains',
      'id, type, is_shared_train, level, total, progress, goal, started_at, expires_at, ended_at',
      { booleans: ['is_shared_train'] },
    ),
  create: creates(
    {
      ...both,
      type: t.Optional(t.Enum(['bits', 'subscription'])),
      total: t.Integer({ minimum: 1 }),
    },
    (store, { broadcaster_id, user_id, type = 'bits', total }) => {
      requireBoth(store, { broadcaster_id, user_id })
      const contribution = { user_id, type, total }
      const running = findCurrentTrain(store, broadcaster_id)
      if (running) contribute(store, broadcaster_id, contribution)
      else beginTrain(store, [broadcaster_id], [contribution])
      return findCurrentTrain(store, broadcaster_id)!.id
    },
  ),
  remove(store, id) {
    if (store.get('SELECT 1 FROM hype_trains WHERE id = $id AND ended_at IS NOT NULL', { id })) {
      throw conflict('The Hype Train has ended already.')
    }
    endTrain(store, id)
  },
}

/** DiscardedMessages that users have earned. */
export const drops: Unit = {
  rows: () =>
    rowsOf(
      'drop_entitlements',
      'id, benefit_id, timestamp, user_id, game_id, fulfillment_status, last_updated',
    ),
  create: creates({ user_id: t.String(), game_id: t.String(), benefit_id: t.String() }, (store, fields) => {
    requireUser(store, fields.user_id, notFound(`There is no user ${fields.user_id}.`))
    if (!findGame(store, fields.game_id)) throw notFound(`There is no category ${fields.game_id}.`)
    return grantEntitlement(store, fields).id
  }),
}
