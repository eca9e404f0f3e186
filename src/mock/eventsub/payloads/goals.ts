import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import type { Goal } from '../../resources/goals/schema.ts'
import { listGoals } from '../../resources/goals/store.ts'
import type { EventSubEvent } from '../event.ts'
import { type EventGroup, type ExampleContext, inChannel } from './core/event-group.ts'

type AnyGoal = Omit<Goal, 'broadcaster_name' | 'broadcaster_login'>

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelgoalbegin */
export const goals: EventGroup = {
  listen(on, store, publish) {
    on('goal.begin', (goal, at) => publish(moved(store, 'channel.goal.begin', goal, at)))
    on('goal.progress', (goal, at) => publish(moved(store, 'channel.goal.progress', goal, at)))
    on('goal.end', (goal, at) => publish(ended(store, goal, at)))
  },
  examples: {
    'channel.goal.begin': (context) =>
      moved(context.store, 'channel.goal.begin', exampleGoal(context), context.at),
    'channel.goal.progress': (context) =>
      moved(context.store, 'channel.goal.progress', exampleGoal(context), context.at),
    'channel.goal.end': (context) =>
      ended(context.store, { ...exampleGoal(context), ended_at: context.at.toISOString() }, context.at),
  },
}

const moved = (store: Store, type: string, goal: AnyGoal, at: Date): EventSubEvent =>
  inChannel(store, { type, broadcaster_id: goal.broadcaster_id, at }, bodyOf(goal))

/** Only the end says whether the goal was achieved. */
function ended(store: Store, goal: AnyGoal & { ended_at: string }, at: Date): EventSubEvent {
  const { broadcaster_id, current_amount, target_amount, ended_at } = goal
  return inChannel(
    store,
    { type: 'channel.goal.end', broadcaster_id, at },
    {
      ...bodyOf(goal),
      is_achieved: current_amount >= target_amount,
      ended_at: toNanosecond(new Date(ended_at)),
    },
  )
}

const bodyOf = ({ id, type, description, current_amount, target_amount, created_at }: AnyGoal) => ({
  id,
  type: type === 'follower' ? 'follow' : type,
  description,
  current_amount,
  target_amount,
  started_at: toNanosecond(new Date(created_at)),
})

/** One of the channel's goals, or else one that it might have. */
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
