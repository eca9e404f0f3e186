import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { TableReport } from '../../../mock/fixtures/official/report.ts'
import type { Store } from '../../../mock/resources/open.ts'
import { CliError } from '../../errors.ts'
import { log } from '../../log.ts'
import { notice, printJson } from '../../output.ts'
import { fileValue } from '../../values.ts'
import { databaseAt, fileAt, openDatabase } from '../database.ts'
import { progressBar } from '../generation.ts'
import { printTables } from './table.ts'

interface ImportArgs {
  file?: string
  db?: string
  replace?: boolean
  json?: boolean
  config?: string
}

/**
 * Imports a database of the official CLI into an empty database, and prints a report of each table.
 *
 * @throws CliError for another file, and for a database that is not empty; ConfigError
 */
export async function importWorld({ file, json, ...args }: ImportArgs): Promise<void> {
  const target = fileAt(databaseAt(args))
  const source = fileAt(file === undefined ? await foundBeside(target) : resolve(fileValue(file, 'FILE')))
  // Checks that the source can be read, before a file in the target's place is moved aside.
  await reading(source, () => {})
  let from = source
  const store = await emptyStore(args, target, (to, path) => {
    log.info(`${path} is now ${to}`)
    if (path === source) from = to
  })
  try {
    const tables = await reading(from, (official) => fill(store, official))
    if (json) printJson({ file: from, database: target, tables })
    else printTables(tables)
  } finally {
    store.close()
  }
}

type Official = ReturnType<typeof import('../../../mock/fixtures/official/import.ts').openOfficial>

/** Opens the source, does work with it, and closes it. */
async function reading<T>(path: string, work: (official: Official) => T | Promise<T>): Promise<T> {
  const { openOfficial, UnusableDatabase } = await import('../../../mock/fixtures/official/import.ts')
  let official: Official | undefined
  try {
    official = openOfficial(path)
    return await work(official)
  } catch (error) {
    throw error instanceof UnusableDatabase ? new CliError(error.message) : error
  } finally {
    official?.close()
  }
}

async function fill(store: Store, official: Official): Promise<TableReport[]> {
  const { importOfficial, isNewer } = await import('../../../mock/fixtures/official/import.ts')
  const { generateGround } = await import('../../../mock/generation/generate.ts')
  if (isNewer(official))
    notice(`${official.path} is of a newer official CLI: its unknown tables and columns are skipped`)
  const progress = progressBar()
  let tables: TableReport[] = []
  const first = () => {
    tables = importOfficial(store, official, progress.show)
  }
  await generateGround(store, { first }).finally(progress.clear)
  return tables
}

/** The official CLI's file: at the target, at its default path, or where it was moved aside. */
async function foundBeside(target: string): Promise<string> {
  const { fileKind, movedFrom } = await import('../../../mock/resources/open.ts')
  const places = [...new Set([target, databaseAt({})])].filter((place) => place !== ':memory:')
  const isAnothers = (path: string) => existsSync(path) && fileKind(path) === 'foreign'
  const found = places.flatMap((place) => [place, ...movedFrom(place)]).find(isAnothers)
  if (found !== undefined) return resolve(found)
  throw new CliError(`there is no database of the official CLI at ${places.join(' or ')}`, 'give its file')
}

/** Opens a store that has no users and that no server uses. */
async function emptyStore(
  args: Omit<ImportArgs, 'file' | 'json'>,
  target: string,
  onMovedAside: (to: string, path: string) => void,
): Promise<Store> {
  const { hasUsers, moveAside } = await import('../../../mock/resources/open.ts')
  const store = await openDatabase(args, true, onMovedAside)
  if (!hasUsers(store)) return store
  store.close()
  if (!args.replace) {
    throw new CliError(
      `${target} has a world already`,
      'give --db another file, or --replace to move that one aside',
    )
  }
  onMovedAside(moveAside(target, 'replaced'), target)
  return openDatabase(args, true, onMovedAside)
}
