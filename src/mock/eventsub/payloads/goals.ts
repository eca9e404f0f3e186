import type { Goal } from '../../helix/goals/schema.ts'
import { listGoals } from '../../helix/goals/store.ts'
import type { Store } from '../../store/store.ts'
import { toNanosecond } from '../../store/time.ts'
import type { Announcement } from '../announcement.ts'
import { type Family, inChannel, type Scene } from './family.ts'

type AnyGoal = Omit<Goal, 'broadcaster_name' | 'broadcaster_login'>

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelgoalbegin */
export const goals: Family = {
  listen(on, store, announce) {
    on('goal.begin', (goal, at) => announce(moved(store, 'channel.goal.begin', goal, at)))
    on('goal.progress', (goal, at) => announce(moved(store, 'channel.goal.progress', goal, at)))
    on('goal.end', (goal, at) => announce(ended(store, goal, at)))
  },
  examples: {
    'channel.goal.begin': (scene) => moved(scene.store, 'channel.goal.begin', exampleGoal(scene), scene.at),
    'channel.goal.progress': (scene) =>
      moved(scene.store, 'channel.goal.progress', exampleGoal(scene), scene.at),
    'channel.goal.end': (scene) =>
      ended(scene.store, { ...exampleGoal(scene), ended_at: scene.at.toISOString() }, scene.at),
  },
}

const moved = (store: Store, type: string, goal: AnyGoal, at: Date): Announcement =>
  inChannel(store, { type, broadcaster_id: goal.broadcaster_id, at }, bodyOf(goal))

/** Only the end says whether the goal was achieved. */
function ended(store: Store, goal: AnyGoal & { ended_at: string }, at: Date): Announcement {
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
function exampleGoal({ store, at, broadcaster_id }: Scene): AnyGoal {
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
