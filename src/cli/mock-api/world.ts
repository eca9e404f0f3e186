import { readFileSync } from 'node:fs'
import type { FixtureText } from '../../mock/fixtures/import.ts'
import type { Store } from '../../mock/resources/open.ts'
import { CliError } from '../errors.ts'
import type { FlagsDef } from '../flags.ts'
import { log } from '../log.ts'
import { fileValue } from '../values.ts'

/** The flag of every command that can start with fixtures. */
export const fixturesFlag = {
  fixtures: {
    type: 'string',
    description: 'File of users and their data, in YAML or JSON; may be repeated',
    valueHint: 'FILE',
    repeats: true,
  },
} as const satisfies FlagsDef

/**
 * Reads the files of every --fixtures.
 *
 * @throws CliError for a file that cannot be read
 */
export function fixtureFiles(rawArgs: readonly string[]): FixtureText[] {
  const flag = '--fixtures='
  const given = rawArgs.filter((word) => word.startsWith(flag)).map((word) => word.slice(flag.length))
  return given.map((path) => {
    const file = fileValue(path, '--fixtures')
    try {
      return { file, text: readFileSync(file, 'utf8') }
    } catch (error) {
      throw new CliError(
        `cannot read ${file} (${(error as NodeJS.ErrnoException).code ?? error})`,
        'give --fixtures a file in YAML or JSON',
      )
    }
  })
}

/** The initial content of a store. */
export interface Beginning {
  /** The number of users to generate, if there are none. */
  count: number
  /** The fixtures to import. */
  fixtures: readonly FixtureText[]
  /** The moment of the generation. */
  at?: Date
}

/**
 * Fills a store with its initial content.
 *
 * @throws CliError with file, line and column of an error in a fixture; no fixture is imported then
 */
export async function fillStore(store: Store, { count, fixtures, at }: Beginning): Promise<void> {
  const { hasUsers } = await import('../../mock/resources/open.ts')
  const isNew = !hasUsers(store)
  if (isNew) await generate(store, { count, fixtures, at })
  if (fixtures.length === 0) return
  const { importFixtures, HelixError } = await import('../../mock/fixtures/import.ts')
  try {
    const imported = store.at(at ?? store.now(), () => importFixtures(store, fixtures))
    const rows = Object.values(imported).reduce((sum, { length }) => sum + length, 0)
    log.info(`Put ${rows} rows there from ${fixtures.map(({ file }) => file).join(', ')}`)
  } catch (error) {
    if (!(error instanceof HelixError)) throw error
    const hint = isNew ? undefined : 'the database has a world: give --db another file, or leave it out'
    throw new CliError(error.message.replace(/\.$/, ''), hint)
  }
}

/** Generates users or, with fixtures, only Twitch's own data, without users and clients. */
async function generate(store: Store, { count, fixtures, at }: Beginning): Promise<void> {
  const { generateAndTell } = await import('./generation.ts')
  if (count > 0 || fixtures.length === 0) return void (await generateAndTell(store, count, at))
  const { generateGround } = await import('../../mock/generation/generate.ts')
  await generateGround(store, { at })
}
