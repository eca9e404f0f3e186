import { parseArgs } from 'node:util'
import { playHappily } from '../tests/support/happy/play.ts'

/**
 * Calls every operation as it is documented between the first users of many generated worlds, in any order.
 *
 *   bun run happy [--seeds 200] [--from 1] [--counts 10,25]
 */
const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    counts: { type: 'string', default: '10,25' },
  },
})
const from = Number(options.from)
const began = performance.now()
let worlds = 0
let failed = 0
for (let seed = from; seed < from + Number(options.seeds); seed++) {
  for (const count of options.counts.split(',').map(Number)) {
    const failures = await playHappily(seed, count)
    worlds++
    if (failures.length === 0) continue
    failed++
    console.log(`seed ${seed}, ${count} users:\n  ${failures.join('\n  ')}`)
  }
}
const seconds = (performance.now() - began) / 1000
console.log(`${worlds} worlds in ${seconds.toFixed(1)} s: ${failed} with a call that does not succeed`)
process.exitCode = failed > 0 ? 1 : 0
