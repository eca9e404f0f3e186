import { expect, test } from 'bun:test'
import { emptyLists, playHappily } from './support/happy/play.ts'

/** `bun run happy` does the same with 200 seeds. */
const SAMPLE = 5

const seed = Number(process.env.SEED ?? crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1)

/** What nobody has at first: it is for a test to make. */
const madeByTests = [
  'GET /chat/pins',
  'GET /eventsub/conduits',
  'GET /eventsub/conduits/shards',
  'GET /eventsub/subscriptions',
  'GET /extensions/configurations',
  'GET /guest_star/session',
]

test.each([10, 25])(
  'whatever is documented succeeds at once between the first of %i users',
  async (count) => {
    console.log(`SEED=${seed}`)
    for (let n = seed; n < seed + SAMPLE; n++) {
      expect({ seed: n, failures: await playHappily(n, count) }).toEqual({ seed: n, failures: [] })
    }
  },
  60_000,
)

test.each([
  [10, ['GET /channels/vips', 'GET /moderation/moderators']],
  [25, []],
])('every list of the first of %i users has rows, but for %p', async (count, roles) => {
  console.log(`SEED=${seed}`)
  expect((await emptyLists(seed, count)).sort()).toEqual([...madeByTests, ...roles].sort())
})
