import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toNanosecond } from '../../engine/time.ts'
import type { Outcome, Prediction } from '../../resources/predictions/schema.ts'
import { newOutcomes } from '../../resources/predictions/store.ts'
import { named } from '../../resources/users/named.ts'
import {
  type EventDeclaration,
  type ExampleContext,
  events,
  inChannel,
  type WrittenEvent,
} from './core/events.ts'

type Stage = 'begin' | 'progress' | 'lock' | 'end'
type AnyPrediction = Omit<Prediction, 'broadcaster_name' | 'broadcaster_login'>

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelpredictionbegin */
export const predictions = events({
  'channel.prediction.begin 1': declaration('begin'),
  'channel.prediction.progress 1': declaration('progress'),
  'channel.prediction.lock 1': declaration('lock'),
  'channel.prediction.end 1': declaration('end'),
})

function declaration(stage: Stage): EventDeclaration {
  return {
    on: {
      [`prediction.${stage}`]: (store: Store, prediction: AnyPrediction) => written(store, stage, prediction),
    },
    example: (context) => written(context.store, stage, examplePrediction(context, stage)),
  }
}

function written(store: Store, stage: Stage, prediction: AnyPrediction): WrittenEvent {
  const { id, broadcaster_id, title, outcomes, created_at } = prediction
  return inChannel(store, broadcaster_id, {
    id,
    title,
    outcomes: outcomes.map((outcome) => outcomeOf(outcome, stage === 'end' ? prediction : undefined)),
    started_at: toNanosecond(new Date(created_at)),
    ...endOf(stage, prediction),
  })
}

function endOf(stage: Stage, prediction: AnyPrediction): object {
  const { created_at, prediction_window, locked_at, ended_at, status, winning_outcome_id } = prediction
  if (stage === 'lock') return { locked_at: toNanosecond(new Date(locked_at!)) }
  if (stage === 'end') {
    return {
      // A canceled prediction has no winning outcome.
      winning_outcome_id: winning_outcome_id ?? '',
      status: status.toLowerCase(),
      ended_at: toNanosecond(new Date(ended_at!)),
    }
  }
  const locks = shifted(new Date(created_at), prediction_window * Milliseconds.second)
  return { locks_at: toNanosecond(locks) }
}

function outcomeOf(outcome: Outcome, ended: AnyPrediction | undefined): object {
  const { id, title, color, users, channel_points, top_predictors } = outcome
  const hasWon = ended?.winning_outcome_id === id
  return {
    id,
    title,
    color: color.toLowerCase(),
    users,
    channel_points,
    top_predictors: (top_predictors ?? []).map(({ channel_points_won, ...predictor }) => ({
      ...predictor,
      channel_points_won: hasWon ? channel_points_won : null,
    })),
  }
}

/** A prediction in which the viewer has predicted the first outcome, unless it has just begun. */
function examplePrediction(
  { store, at, fields, broadcaster_id, user_id }: ExampleContext,
  stage: Stage,
): AnyPrediction {
  const spent = 10 * (1 + store.random.below(500))
  const predictor = {
    ...named(store, 'user', user_id),
    channel_points_used: spent,
    channel_points_won: 2 * spent,
  }
  const nobody = { users: 0, channel_points: 0, top_predictors: null }
  const viewer = { users: 1, channel_points: spent, top_predictors: [predictor] }
  const [yes, no] = newOutcomes(store, ['Yes', 'No'])
  const outcomes: Outcome[] = [
    { ...yes!, ...(stage === 'begin' ? nobody : viewer) },
    { ...no!, ...nobody },
  ]
  return {
    id: store.id(),
    broadcaster_id,
    title: 'Will we win the next round?',
    winning_outcome_id: fields.status === 'canceled' ? null : yes!.id,
    outcomes,
    prediction_window: 120,
    status: 'RESOLVED',
    created_at: shifted(at, stage === 'begin' ? 0 : -Milliseconds.minute).toISOString(),
    locked_at: at.toISOString(),
    ended_at: at.toISOString(),
  }
}
