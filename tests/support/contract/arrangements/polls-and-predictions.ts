import type { Json, Twitch } from '../twitch.ts'
import { type Arrangements, of } from './arrangement.ts'

async function endPoll(twitch: Twitch): Promise<void> {
  const [{ id, status }] = (await twitch.run('GET /polls', { query: of(twitch) })).data
  if (status === 'ACTIVE')
    await twitch.run('PATCH /polls', { body: of(twitch, { id, status: 'TERMINATED' }) })
}

const pollBody = { title: 'Heads or tails?', choices: [{ title: 'Heads' }, { title: 'Tails' }], duration: 60 }

/** The ID of a poll that runs. */
export async function newPoll(twitch: Twitch): Promise<string> {
  await endPoll(twitch)
  return (await twitch.run('POST /polls', { body: of(twitch, pollBody) })).data[0].id
}

async function endPrediction(twitch: Twitch): Promise<void> {
  const [{ id, status }] = (await twitch.run('GET /predictions', { query: of(twitch) })).data
  if (status !== 'ACTIVE' && status !== 'LOCKED') return
  await twitch.run('PATCH /predictions', { body: of(twitch, { id, status: 'CANCELED' }) })
}

const predictionBody = {
  title: 'Will it rain?',
  outcomes: [{ title: 'Yes' }, { title: 'No' }],
  prediction_window: 60,
}

/** A prediction that runs. */
export async function newPrediction(twitch: Twitch): Promise<Json> {
  await endPrediction(twitch)
  return (await twitch.run('POST /predictions', { body: of(twitch, predictionBody) })).data[0]
}

/** What operations on polls and predictions need. */
export const pollsAndPredictions: Arrangements = {
  'create-poll': async (twitch) => {
    await endPoll(twitch)
    return { body: pollBody }
  },
  'end-poll': async (twitch) => ({ body: { id: await newPoll(twitch) } }),
  'create-prediction': async (twitch) => {
    await endPrediction(twitch)
    return { body: predictionBody }
  },
  'end-prediction': async (twitch) => {
    const { id, outcomes } = await newPrediction(twitch)
    return { body: { id, winning_outcome_id: outcomes[0].id } }
  },
}
