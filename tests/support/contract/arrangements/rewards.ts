import type { Twitch } from '../twitch.ts'
import { type Arrangements, of } from './arrangement.ts'

let names = 0

/** A text that nothing else has. */
const unique = () => `Name ${++names}`

/** Some of a channel's rewards go, since a channel has 50 at most. */
async function makeRoom(twitch: Twitch): Promise<void> {
  const { data } = await twitch.run('GET /channel_points/custom_rewards', { query: of(twitch) })
  for (const { id } of data.slice(0, data.length > 40 ? 20 : 0)) {
    await twitch.ask('DELETE /channel_points/custom_rewards', { query: of(twitch, { id }) })
  }
}

async function newReward(twitch: Twitch): Promise<string> {
  await makeRoom(twitch)
  const body = { title: unique(), cost: 10 }
  return (await twitch.run('POST /channel_points/custom_rewards', { query: of(twitch), body })).data[0].id
}

/** A reward that somebody redeems. */
async function redemption(twitch: Twitch): Promise<{ reward_id: string; id: string }> {
  const reward_id = await newReward(twitch)
  const body = { broadcaster_id: twitch.partner, user_id: twitch.viewer(), reward_id }
  return { reward_id, id: (await twitch.fetch('POST', '/units/redemptions', {}, body)).body.id }
}

/** What operations on rewards and what is redeemed need. */
export const rewards: Arrangements = {
  'create-custom-rewards': async (twitch) => {
    await makeRoom(twitch)
    return { body: { title: unique() } }
  },
  'delete-custom-reward': async (twitch) => ({ query: { id: await newReward(twitch) } }),
  'update-custom-reward': async (twitch) => ({ query: { id: await newReward(twitch) }, body: { cost: 20 } }),
  'get-custom-reward-redemption': async (twitch) => ({
    query: { reward_id: (await redemption(twitch)).reward_id, status: 'UNFULFILLED' },
  }),
  'update-redemption-status': async (twitch) => ({ query: await redemption(twitch) }),
}
