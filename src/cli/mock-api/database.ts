import { dirname } from 'node:path'
import type { ArgsDef } from 'citty'
import { databasePath, endOfLinks, ensureDirectory, findConfigFile, readConfig } from '../../config.ts'
import type { Store } from '../../mock/resources/open.ts'
import { CliError } from '../errors.ts'
import { log } from '../log.ts'
import { notice } from '../output.ts'
import { fileValue, momentValue, wholeNumber } from '../values.ts'

const MAXIMUM_USERS = 1_000_000
const MAXIMUM_SEED = 2 ** 32 - 1

/** The flags of every command that opens the mock's database. */
export const databaseFlags = {
  count: {
    type: 'string',
    alias: 'c',
    default: '10',
    description: 'How many users to generate',
    valueHint: 'N',
  },
  db: { type: 'string', description: 'Database file, or :memory: to keep nothing', valueHint: 'PATH' },
  seed: { type: 'string', description: 'Makes the same data every time', valueHint: 'N' },
  now: { type: 'string', description: "Where the mock's clock starts, in RFC 3339", valueHint: 'TIME' },
} as const satisfies ArgsDef

/** The values of these flags, as typed. */
export interface DatabaseArgs {
  count: string
  db?: string
  seed?: string
  now?: string
  config?: string
}

/** The moment at which the clock starts, if the flags name one. */
export const startValue = ({ now }: Pick<DatabaseArgs, 'now'>) =>
  now === undefined ? undefined : momentValue(now, '--now')

/** The number of users to generate; none for a negative number, as in the official CLI. */
export function countValue({ count }: DatabaseArgs): number {
  if (!/^-\d+$/.test(count)) return wholeNumber(count, '-c, --count', 0, MAXIMUM_USERS)
  notice(`--count ${count} is taken as 0`)
  return 0
}

/**
 * Opens the database that the flags, the environment or the configuration name; a server locks it.
 *
 * @throws CliError for an invalid value and for an unusable file; ConfigError
 */
export async function openDatabase(
  args: Omit<DatabaseArgs, 'count'>,
  keeps = false,
  tellMoved: (to: string, path: string) => unknown = tellOfMove,
): Promise<Store> {
  const seed = args.seed === undefined ? undefined : wholeNumber(args.seed, '--seed', 0, MAXIMUM_SEED)
  const start = startValue(args)
  const named = databaseAt(args)
  const { openMock, UnusableDatabase, FileInUse } = await import('../../mock/resources/open.ts')
  if (named !== ':memory:') ensureDirectory(dirname(named))
  const path = fileAt(named)
  let movedTo: string | undefined
  const onMovedAside = (to: string) => {
    movedTo = to
  }
  try {
    const store = openMock({ path, keeps, seed, clock: start && clockFrom(start), onMovedAside })
    if (movedTo !== undefined) await tellMoved(movedTo, path)
    return store
  } catch (error) {
    if (error instanceof FileInUse)
      throw new CliError(error.message, 'use that one, or choose another with --db')
    throw error instanceof UnusableDatabase ? new CliError(error.message) : error
  }
}

/**
 * The path of the database, or :memory:, by the flags, the environment or the configuration.
 *
 * @throws CliError, ConfigError
 */
export function databaseAt({ db, config }: { db?: string; config?: string }): string {
  const flag = db === undefined ? undefined : fileValue(db, '--db')
  return databasePath({ flag, config: readConfig(findConfigFile(config)) })
}

async function tellOfMove(to: string, path: string): Promise<void> {
  const { isOfficial } = await import('../../mock/fixtures/official/import.ts')
  const offer = isOfficial(to) ? '; "twitch mock-api import --replace" brings its users here' : ''
  log.info(`${path} was not made by this program: it is now ${to}${offer}`)
}

/**
 * The file at the end of a path's symbolic links, since SQLite's side files must be beside the file, not the link.
 *
 * @throws CliError for a loop of links
 */
export function fileAt(path: string): string {
  try {
    return endOfLinks(path)
  } catch (error) {
    throw new CliError(`${path}: ${(error as Error).message}`, 'choose another with --db')
  }
}

/** A clock that starts at a moment and runs from there. */
function clockFrom(moment: Date): () => number {
  const started = performance.now()
  return () => moment.getTime() + Math.floor(performance.now() - started)
}
