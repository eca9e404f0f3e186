import { parseArgs } from 'node:util'
import { fuzz } from '../tests/support/fuzz/fuzz.ts'

/**
 * Sends malformed requests to every operation of every app, in process; any answer that is not as documented is told.
 *
 *   bun run fuzz [--count 100000] [--seed N] [--only "POST /mock/polls"]
 */
const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1) },
    only: { type: 'string' },
  },
})
const seed = Number(options.seed)
const count = Number(options.count)
const began = performance.now()
console.log(`seed ${seed}`)
const { sent, operations, statuses, succeeded, untouched, slowest, failures } = await fuzz({
  seed,
  count,
  only: options.only,
  onProgress: (sent) => sent % 20_000 === 0 && console.log(`${sent} sent`),
})
for (const { signature, fault, exact, times } of failures) {
  console.log(`\n${times} × ${signature}\n${fault}\n${JSON.stringify(exact).slice(0, 2_000)}`)
}
const seconds = (performance.now() - began) / 1000
console.log(`\n${operations} operations, ${succeeded.size} of them succeeded at least once`)
if (untouched.length > 0) console.log(`never succeeded: ${untouched.join(', ')}`)
console.log(`statuses ${JSON.stringify(statuses)}`)
console.log(
  `slowest ${slowest.took.toFixed(0)} ms: ${slowest.exact?.method} ${slowest.exact?.url.slice(0, 120)}`,
)
console.log(`${sent} requests in ${seconds.toFixed(1)} s, seed ${seed}: ${failures.length} kinds of failure`)
process.exitCode = failures.length > 0 ? 1 : 0
