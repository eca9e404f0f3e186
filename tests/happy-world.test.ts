import { expect, test } from 'bun:test'
import { playHappily } from './support/happy/play.ts'

const SAMPLE = 6

test.each([10, 25])(
  'whatever is documented succeeds at once between the first of %i users',
  async (count) => {
    const seed = Number(process.env.SEED ?? crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1)
    console.log(`SEED=${seed}`)
    for (let n = 0; n < SAMPLE; n++) expect({ seed: seed + n, failures: await playHappily(seed + n, count) })
      .toEqual({ seed: seed + n, failures: [] })
  },
  60_000,
)
