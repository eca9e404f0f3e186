import type { Store } from '../../../engine/store.ts'
import type { SeedContext } from '../../seed-context.ts'
import type { PowerUpSettings } from './schema.ts'
import { insertPowerUp } from './store.ts'

const ideas: readonly (Pick<PowerUpSettings, 'title' | 'bits'> & Partial<PowerUpSettings>)[] = [
  { title: 'Confetti', bits: 50 },
  { title: 'Say it on stream', bits: 200, prompt: 'What shall be said?', is_user_input_required: true },
  {
    title: 'Spin the wheel',
    bits: 500,
    is_global_cooldown_enabled: true,
    global_cooldown_seconds: 60,
    is_max_per_stream_enabled: true,
    max_per_stream: 20,
  },
]

/** A few power-ups for the first user's channel. */
export function seedPowerUps(store: Store, { users: [partner] }: SeedContext): void {
  if (!partner) return
  for (const idea of ideas) insertPowerUp(store, { broadcaster_id: partner.id, ...idea })
}
