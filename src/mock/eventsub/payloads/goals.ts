import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import type { Goal } from '../../resources/goals/schema.ts'
import { listGoals } from '../../resources/goals/store.ts'
import { type ExampleContext, events, inChannel, type WrittenEvent } from './core/events.ts'

type AnyGoal = Omit<Goal, 'broadcaster_name' | 'broadcaster_login'>

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelgoalbegin */
export const goals = events({
  'channel.goal.begin 1': {
    on: { 'goal.begin': moved },
    example: (context) => moved(context.store, exampleGoal(context)),
  },
  'channel.goal.progress 1': {
    on: { 'goal.progress': moved },
    example: (context) => moved(context.store, exampleGoal(context)),
  },
  'channel.goal.end 1': {
    on: { 'goal.end': ended },
    example: (context) =>
      ended(context.store, { ...exampleGoal(context), ended_at: context.at.toISOString() }),
  },
})

function moved(store: Store, goal: AnyGoal): WrittenEvent {
  return inChannel(store, goal.broadcaster_id, bodyOf(goal))
}

/** The event of the end, which alone says whether the goal was achieved. */
function ended(store: Store, goal: AnyGoal & { ended_at: string }): WrittenEvent {
  const { broadcaster_id, current_amount, target_amount, ended_at } = goal
  return inChannel(store, broadcaster_id, {
    ...bodyOf(goal),
    is_achieved: current_amount >= target_amount,
    ended_at: toNanosecond(new Date(ended_at)),
  })
}

const bodyOf = ({ id, type, description, current_amount, target_amount, created_at }: AnyGoal) => ({
  id,
  type: type === 'follower' ? 'follow' : type,
  description,
  current_amount,
  target_amount,
  started_at: toNanosecond(new Date(created_at)),
})

/** One of the channel's goals, or an invented one. */
function exampleGoal({ store, at, broadcaster_id }: ExampleContext): AnyGoal {
  const [standing] = listGoals(store, broadcaster_id)
  return (
    standing ?? {
      id: store.id(),
      broadcaster_id,
      type: 'subscription_count',
      description: 'A new camera',
      current_amount: store.random.below(200),
      target_amount: 200,
      created_at: at.toISOString(),
    }
  )
}
