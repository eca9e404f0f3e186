import { accessSync, constants } from 'node:fs'
import { dirname } from 'node:path'
import type { Store } from '../../../mock/resources/open.ts'
import { CliError } from '../../errors.ts'
import { log } from '../../log.ts'
import { fileValue } from '../../values.ts'
import type { StartArgs } from './flags.ts'

/**
 * The files of --import and of --export-on-exit. The folder of the export is checked before the server starts.
 *
 * @throws CliError for an invalid file name, and for a folder that cannot be written to
 */
export function snapshotFiles(args: Pick<StartArgs, 'import' | 'export-on-exit'>) {
  const { import: from, 'export-on-exit': to } = args
  const imported = from === undefined ? undefined : fileValue(from, '--import')
  const exported = to === undefined ? undefined : fileValue(to, '--export-on-exit')
  if (exported === undefined) return { imported, exported }
  try {
    accessSync(dirname(exported), constants.W_OK)
  } catch (error) {
    throw new CliError(
      `cannot write ${exported}: ${(error as Error).message}`,
      'choose another file with --export-on-exit',
    )
  }
  return { imported, exported }
}

/**
 * Imports a snapshot into an empty database.
 *
 * @throws CliError if the database is not empty, and for a file that is not a snapshot
 */
export async function importInto(store: Store, file: string): Promise<void> {
  const { hasUsers, UnusableDatabase } = await import('../../../mock/resources/open.ts')
  if (hasUsers(store)) {
    throw new CliError(
      'the database of --db has data already: --import would replace it',
      'give --db a new file, or leave it out',
    )
  }
  try {
    await store.snapshots.importFrom(file)
  } catch (error) {
    throw error instanceof UnusableDatabase
      ? new CliError(error.message, 'give --import a snapshot of this program')
      : error
  }
}

/**
 * Writes a snapshot of a stopped server.
 *
 * @throws CliError if it cannot be written
 */
export function exportTo(store: Store, file: string): void {
  try {
    store.snapshots.exportTo(file)
  } catch (error) {
    throw new CliError(`cannot write ${file}: ${(error as Error).message}`)
  }
  log.info(`The state is in ${file}`)
}
