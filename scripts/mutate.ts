import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { reasonOf, staleFacts } from './mutate/equivalent.ts'
import { type Mutant, mutantsOf, mutators } from './mutate/mutators.ts'
import { stagesOf } from './mutate/nearness.ts'
import { Tree } from './mutate/tree.ts'

/**
 * Changes one fact at a time, such as a limit by one, in a copy of the project, and says whether a test notices.
 *
 *   bun run mutate [--sample 100] [--seed 1] [--only <pattern of "kind file">] [--near] [--explained] [--list]
 *
 * --near asks only the tests that lie nearest, which is quick, and names more survivors than there are. Changes that no
 * test can or should notice stand in mutate/equivalent.ts; --explained makes these, and none of the others.
 */
const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    only: { type: 'string', default: '' },
    near: { type: 'boolean', default: false },
    explained: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
})
const root = join(import.meta.dir, '..')
/** What is generated, drawn or translated is no promise. */
const unpromised = /(seed|translations|examples?|names)\.ts$|\/generation\//

const files = [...new Bun.Glob('src/**/*.ts').scanSync(root)].filter((file) => !unpromised.test(file)).sort()
/** What is changed meanwhile is none of a run's business. */
const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))
const stale = staleFacts(sources)
if (stale.length > 0)
  throw new Error(`scripts/mutate/equivalent.ts explains what is gone:\n${stale.join('\n')}`)

const all = [...sources]
  .flatMap(([file, source]) => [...mutantsOf(file, source)])
  .filter(({ mutator, file }) => new RegExp(values.only).test(`${mutator} ${file}`))
const isExplained = (mutant: Mutant) => reasonOf(mutant, sources.get(mutant.file)!) !== undefined
const wanted = all.filter((mutant) => isExplained(mutant) === values.explained)

if (values.list) {
  for (const { name } of mutators) {
    console.log(`${name}: ${all.filter(({ mutator }) => mutator === name).length}`)
  }
  console.log(`${all.length} in all`)
} else await run(sampled(wanted, Number(values.sample), Number(values.seed)))

async function run(mutants: readonly Mutant[]): Promise<void> {
  console.log(
    `${mutants.length} of ${wanted.length} changes, ${all.length - wanted.length} left out, seed ${values.seed}`,
  )
  const tree = await Tree.copy()
  const survivors: Mutant[] = []
  try {
    const tests = tree.tests()
    for (const [index, mutant] of mutants.entries()) {
      const failure = await tree.firstToNotice(mutant, stagesOf(tests, mutant.file, values.near))
      if (!failure) survivors.push(mutant)
      const outcome = failure ? 'caught  ' : 'SURVIVED'
      const by = failure && `: ${basename(failure.file)}, ${failure.name}`
      console.log(`${index + 1} ${outcome} ${described(mutant)}${by ?? ''}`)
    }
  } finally {
    tree.remove()
  }
  report(mutants, survivors)
}

function report({ length }: readonly Mutant[], survivors: readonly Mutant[]): void {
  console.log(`\n${length - survivors.length} of ${length} caught`)
  for (const mutant of survivors) {
    const reason = reasonOf(mutant, sources.get(mutant.file)!)
    console.log(`  ${described(mutant)}${reason ? `: ${reason}` : ''}`)
  }
  if (!values.explained && survivors.length > length * 0.05) process.exitCode = 1
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
  const line = sources.get(file)!.slice(0, at).split('\n').length
  return `${mutator} ${file}:${line} "${before.trim()}" to "${after.trim()}"`
}
