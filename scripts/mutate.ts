import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { reasons } from './mutate/equivalent.ts'
import { type Mutant, mutantsOf, mutators } from './mutate/mutators.ts'
import { Tree } from './mutate/tree.ts'

/**
 * Changes one fact at a time, such as a limit by one, in a copy of the project, and says whether a test notices.
 *
 *   bun run mutate [--sample 100] [--seed 1] [--only <part of "kind file">] [--near] [--list]
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

/** What is tested where it shows. */
const areas: readonly [RegExp, string][] = [
  [/eventsub/, 'tests/mock/eventsub'],
  [/\/accounts\//, 'tests/mock/auth'],
]

const files = [...new Bun.Glob('src/**/*.ts').scanSync(root)].filter((file) => !unpromised.test(file)).sort()
const all = files
  .flatMap((file) => [...mutantsOf(file, readFileSync(join(root, file), 'utf8'))])
  .filter(({ mutator, file }) => `${mutator} ${file}`.includes(values.only))

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
    for (const [index, mutant] of mutants.entries()) {
      const caught = await tree.catches(mutant, stagesOf(tree, mutant.file))
      if (!caught) survivors.push(mutant)
      console.log(`${index + 1} ${caught ? 'caught  ' : 'SURVIVED'} ${described(mutant)}`)
    }
  } finally {
    tree.remove()
  }
  const unexplained = survivors.filter((mutant) => !reasonOf(mutant))
  console.log(`\n${mutants.length - survivors.length} of ${mutants.length} caught`)
  for (const mutant of survivors)
    console.log(`  ${described(mutant)}: ${reasonOf(mutant) ?? 'not explained'}`)
  if (unexplained.length > mutants.length * 0.05) process.exitCode = 1
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

/** The tests that may notice a change: the nearest first, and the slow ones only where they can. */
function stagesOf(tree: Tree, file: string): string[][] {
  const inProcess = ['tests/mock', 'tests/oauth', 'tests/config.test.ts']
  const isSlow = !/^src\/mock\/(resources|eventsub|engine|units|access|http)\//.test(file)
  const related = areas.flatMap(([part, tests]) => (part.test(file) ? [tests] : []))
  const stages = [tree.mirrorOf(file), related]
  if (file.startsWith('src/mock')) stages.push(['tests/contract.test.ts'])
  if (!values.near) stages.push(inProcess)
  if (isSlow && !values.near) stages.push(['tests/cli', 'tests/security.test.ts', 'tests/binary.test.ts'])
  return stages.filter(({ length }) => length > 0)
}

function described({ mutator, file, at, before, after }: Mutant): string {
  const line = readFileSync(join(root, file), 'utf8').slice(0, at).split('\n').length
  return `${mutator} ${file}:${line} "${before.trim()}" to "${after.trim()}"`
}

function reasonOf({ file, before }: Mutant): string | undefined {
  return reasons.find((known) => known.file === file && before.includes(known.fact))?.reason
}
