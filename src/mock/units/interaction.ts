import { badRequest, notFound } from '../http/errors.ts'
import { t } from '../http/schema.ts'
import {
  automaticRewards,
  redeemAutomaticReward,
} from '../resources/channel-points/automatic-rewards/store.ts'
import { RewardUnavailable, redeem } from '../resources/channel-points/redemptions/store.ts'
import { findReward } from '../resources/channel-points/rewards/store.ts'
import { findPoll, vote } from '../resources/polls/store.ts'
import { findPrediction, predict } from '../resources/predictions/store.ts'
import { both, requireBoth } from './audience.ts'
import { creates, rowsOf, type Unit } from './unit.ts'

/** What viewers redeem. */
export const redemptions: Unit = {
  rows: () =>
    rowsOf<{ reward: object }>(
      'redemptions',
      'id, reward_id, broadcaster_id, user_id, reward, user_input, status, redeemed_at',
      { json: ['reward'] },
    ),
  create: creates(
    { ...both, reward_id: t.String(), user_input: t.Optional(t.String({ maxLength: 200 })) },
    (store, fields) => {
      requireBoth(store, fields)
      const reward = findReward(store, fields.broadcaster_id, fields.reward_id)
      if (!reward) throw notFound(`There is no reward ${fields.reward_id}.`)
      try {
        return redeem(store, reward, fields).id
      } catch (error) {
        throw error instanceof RewardUnavailable ? badRequest(error.message) : error
      }
    },
  ),
}

/** What viewers redeem of Twitch's own rewards. */
export const automaticRedemptions: Unit = {
  rows: () =>
    rowsOf<{ unlocked_emote: object }>(
      'automatic_redemptions',
      'id, broadcaster_id, user_id, type, cost, text, unlocked_emote, redeemed_at',
      { json: ['unlocked_emote'] },
    ),
  create: creates(
    {
      ...both,
      type: t.Enum(automaticRewards),
      cost: t.Optional(t.Integer({ minimum: 1 })),
      text: t.Optional(t.String({ maxLength: 500 })),
      unlocked_emote: t.Optional(t.Object({ id: t.String(), name: t.String() })),
    },
    (store, { cost = 100, text = null, unlocked_emote = null, ...fields }) => {
      requireBoth(store, fields)
      return redeemAutomaticReward(store, { ...fields, cost, text, unlocked_emote }).id
    },
  ),
}

/** Polls. POST to poll_votes votes in one. */
export const polls: Unit = {
  rows: () =>
    rowsOf<{ choices: object }>(
      'polls',
      'id, broadcaster_id, title, choices, status, duration, started_at, ended_at',
      {
        json: ['choices'],
      },
    ),
}

/** A vote in an active poll; the answer is the poll. */
export const pollVotes: Unit = {
  ...polls,
  create: creates(
    {
      broadcaster_id: t.String(),
      poll_id: t.String(),
      choice_id: t.String(),
      channel_points_votes: t.Optional(t.Integer({ minimum: 1 })),
    },
    (store, { broadcaster_id, poll_id, choice_id, ...points }) => {
      const poll = findPoll(store, broadcaster_id, poll_id)
      if (!poll?.choices.some(({ id }) => id === choice_id)) throw notFound('There is no such choice.')
      if (poll.status !== 'ACTIVE') throw badRequest('The poll is not active.')
      return vote(store, poll, choice_id, points).id
    },
  ),
}

/** Predictions. POST to prediction_stakes takes part in one. */
export const predictions: Unit = {
  rows: () =>
    rowsOf(
      'predictions',
      'id, broadcaster_id, title, status, prediction_window, created_at, locked_at, ended_at',
    ),
}

/** Channel Points on an outcome of an active prediction; the answer is the prediction. */
export const predictionStakes: Unit = {
  ...predictions,
  create: creates(
    { ...both, prediction_id: t.String(), outcome_id: t.String(), channel_points: t.Integer({ minimum: 1 }) },
    (store, { prediction_id, outcome_id, user_id, channel_points, broadcaster_id }) => {
      requireBoth(store, { broadcaster_id, user_id })
      const prediction = findPrediction(store, broadcaster_id, prediction_id)
      if (!prediction?.outcomes.some(({ id }) => id === outcome_id))
        throw notFound('There is no such outcome.')
      if (prediction.status !== 'ACTIVE') throw badRequest('The prediction is not active.')
      return predict(store, prediction, { outcome_id, user_id, channel_points }).id
    },
  ),
}
