import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { reasons } from './mutate/equivalent.ts'
import { type Mutant, mutantsOf, mutators } from './mutate/mutators.ts'
import { stagesOf } from './mutate/nearness.ts'
import { Tree } from './mutate/tree.ts'

/**
 * Changes one fact at a time, such as a limit by one, in a copy of the project, and says whether a test notices.
 *
 *   bun run mutate [--sample 100] [--seed 1] [--only <pattern of "kind file">] [--near] [--list]
 *
 * --near asks only the tests that lie nearest, which is quick, and names more survivors than there are.
 */
const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    only: { type: 'string', default: '' },
    near: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
})
const root = join(import.meta.dir, '..')
/** What is generated, drawn or translated is no promise. */
const unpromised = /(seed|translations|examples?|names)\.ts$|\/generation\//

const files = [...new Bun.Glob('src/**/*.ts').scanSync(root)].filter((file) => !unpromised.test(file)).sort()
const all = files
  .flatMap((file) => [...mutantsOf(file, readFileSync(join(root, file), 'utf8'))])
  .filter(({ mutator, file }) => new RegExp(values.only).test(`${mutator} ${file}`))

if (values.list) {
  for (const { name } of mutators) {
    console.log(`${name}: ${all.filter(({ mutator }) => mutator === name).length}`)
  }
  console.log(`${all.length} in all`)
} else await run(sampled(all, Number(values.sample), Number(values.seed)))

async function run(mutants: readonly Mutant[]): Promise<void> {
  console.log(`${mutants.length} of ${all.length} changes, seed ${values.seed}`)
  const tree = await Tree.copy()
  const survivors: Mutant[] = []
  try {
    const tests = tree.tests()
    const stages = mutants.map(({ file }) => stagesOf(tests, file, values.near))
    // A test that fails anyhow notices nothing.
    const failing = await tree.firstToFail([...new Set(stages.flat(2))])
    if (failing) throw new Error(`a test fails without any change: ${failing}`)
    for (const [index, mutant] of mutants.entries()) {
      const noticedBy = await tree.firstToNotice(mutant, stages[index]!)
      if (!noticedBy) survivors.push(mutant)
      const outcome = noticedBy
        ? `caught   ${described(mutant)}: ${noticedBy}`
        : `SURVIVED ${described(mutant)}`
      console.log(`${index + 1} ${outcome}`)
    }
  } finally {
    tree.remove()
  }
  report(mutants, survivors)
}

function report({ length }: readonly Mutant[], survivors: readonly Mutant[]): void {
  const unexplained = survivors.filter((mutant) => !reasonOf(mutant))
  const explained = survivors.length - unexplained.length
  console.log(`\n${length - survivors.length} of ${length} caught, ${explained} explained`)
  for (const mutant of survivors)
    console.log(`  ${described(mutant)}: ${reasonOf(mutant) ?? 'not explained'}`)
  if (unexplained.length > length * 0.05) process.exitCode = 1
}

/** Kinds take turns, so that the many of one do not hide the few of another. */
function sampled(mutants: readonly Mutant[], count: number, seed: number): Mutant[] {
  const draw = drawer(seed)
  const kinds = mutators.map(({ name }) =>
    shuffled(
      mutants.filter(({ mutator }) => mutator === name),
      draw,
    ),
  )
  const longest = Math.max(...kinds.map(({ length }) => length))
  const turns = Array.from({ length: longest }, (_, turn) => kinds.flatMap((kind) => kind[turn] ?? []))
  return turns.flat().slice(0, count)
}

function shuffled<T>(list: readonly T[], draw: () => number): T[] {
  return list
    .map((item) => [draw(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item)
}

/** Numbers below one, the same for the same seed. */
function drawer(seed: number): () => number {
  let state = seed
  return () => Number(Bun.hash.xxHash32(String(state++))) / 2 ** 32
}

function described({ mutator, file, at, before, after }: Mutant): string {
  const line = readFileSync(join(root, file), 'utf8').slice(0, at).split('\n').length
  return `${mutator} ${file}:${line} "${before.trim()}" to "${after.trim()}"`
}

function reasonOf({ file, before }: Mutant): string | undefined {
  return reasons.find((known) => known.file === file && before.includes(known.fact))?.reason
}
