import type { Store } from '../../../engine/store.ts'
import type { SeedContext } from '../../seed-context.ts'
import type { RewardSettings } from './schema.ts'
import { insertReward } from './store.ts'

type Idea = Pick<RewardSettings, 'title' | 'cost'> & Partial<RewardSettings>

/** The rewards that channels offer; the first ones are the most common. */
const ideas: readonly Idea[] = [
  {
    title: 'Hydrate!',
    cost: 100,
    background_color: '#1E69FF',
    is_global_cooldown_enabled: true,
    global_cooldown_seconds: 300,
  },
  { title: 'Ask me anything', cost: 500, prompt: 'What do you want to know?', is_user_input_required: true },
  {
    title: 'Posture check',
    cost: 50,
    background_color: '#00E5CB',
    should_redemptions_skip_request_queue: true,
  },
  {
    title: 'Choose the next song',
    cost: 1500,
    prompt: 'Link or title',
    is_user_input_required: true,
    is_max_per_user_per_stream_enabled: true,
    max_per_user_per_stream: 2,
  },
  {
    title: 'Name an NPC',
    cost: 5000,
    prompt: 'The name',
    is_user_input_required: true,
    is_max_per_stream_enabled: true,
    max_per_stream: 3,
    background_color: '#FF6905',
  },
  { title: 'Play a round with me', cost: 50_000, is_paused: true, background_color: '#9147FF' },
  { title: 'Retired: dance break', cost: 10_000, is_enabled: false },
]

const ofTheDashboard: Idea = { title: 'Made on the dashboard', cost: 300, background_color: '#BD0078' }

const USUAL_REWARDS = 2

/** Two rewards of every partner and affiliate; the first user has every kind, one of them of another client. */
export function seedRewards(store: Store, { users, client }: SeedContext): void {
  for (const [index, user] of users.entries()) {
    if (user.broadcaster_type === '') continue
    const owner = { broadcaster_id: user.id, client_id: client.id }
    for (const idea of index === 0 ? ideas : ideas.slice(0, USUAL_REWARDS)) {
      insertReward(store, { id: store.id(), ...owner, ...idea })
    }
    if (index === 0) insertReward(store, { id: store.id(), ...owner, client_id: null, ...ofTheDashboard })
  }
}
