import { writeFileSync } from 'node:fs'
import type { ClockControl } from './clock-control.ts'
import { bringUpToDate, copyDatabase, copyDatabaseFile } from './database-copy.ts'
import type { DatabaseFile } from './database-file.ts'
import { codeOf } from './file.ts'
import { PATIENCE_MS, TRY_AGAIN_MS } from './patience.ts'
import type { Random } from './random.ts'
import { replaceRows } from './replacement.ts'
import type { Rows } from './rows.ts'
import {
  type Snapshot,
  SnapshotFolder,
  SnapshotMemory,
  type SnapshotStorage,
  writeWhole,
} from './snapshot-storage.ts'
import { readState, writeState } from './state.ts'
import type { UnitOfWork } from './unit-of-work.ts'

interface SnapshotsOptions {
  file: DatabaseFile
  unitOfWork: UnitOfWork
  rows: Rows
  clockControl: ClockControl
  random: Random
  /** Whether a restore also sets the randomness back, so that the same IDs are drawn again, as with a seed. */
  isRepeatable: boolean
}

/** A state of the rows: the count of this process's changes, and SQLite's `data_version` for those of others. */
interface State {
  moment: number
  version: number
}

/** The names of internal snapshots; users cannot give such a name. */
const names = { start: '.start', imported: '.imported' }

/** The named snapshots of a store, and that of its start: each is a whole database, which any store can open. */
export class Snapshots {
  readonly #options: SnapshotsOptions
  readonly #storage: SnapshotStorage
  /** The last known state at which the rows were equal to each snapshot. */
  readonly #equal = new Map<string, State>()
  readonly #releases: (() => void)[] = []
  readonly #resumptions: (() => void)[] = []

  constructor(options: SnapshotsOptions) {
    this.#options = options
    const { path } = options.file
    this.#storage = path === ':memory:' ? new SnapshotMemory() : new SnapshotFolder(path)
  }

  /**
   * Registers what is done before and after each restore.
   *
   * @param release drops state in memory that depends on the rows; its writes are rolled back, its events dropped
   * @param resume starts again from the restored rows
   */
  onRestore(release: () => void, resume: () => void = () => {}): void {
    this.#releases.push(release)
    this.#resumptions.push(resume)
  }

  /** Marks the present state as the one that `reset` restores. It is copied before the first write, not now. */
  start(): void {
    const { unitOfWork } = this.#options
    this.#settle()
    unitOfWork.beforeWriting = () => {
      unitOfWork.beforeWriting = () => {}
      this.#keep(names.start)
    }
  }

  /** Restores the state at the start. */
  reset(): Promise<void> {
    return this.restore(names.start)
  }

  list(): Snapshot[] {
    return this.#storage.list().filter(({ name }) => !name.startsWith('.'))
  }

  find(name: string): Snapshot | undefined {
    return this.#storage.find(name)
  }

  /** The file of an existing snapshot. */
  read(name: string): Blob {
    return this.#storage.read(name)
  }

  /** Saves the present state under a name, in place of a snapshot that had the name. */
  save(name: string): Snapshot {
    this.#settle()
    this.#keep(name)
    return this.#storage.find(name)!
  }

  /**
   * Saves a snapshot from the bytes of a file; one of an earlier version is migrated.
   *
   * @throws UnusableDatabase with the reason
   */
  put(name: string, bytes: Uint8Array): Snapshot {
    this.#storage.keep(name, (path) => {
      writeFileSync(path, bytes, { mode: 0o600 })
      this.#bringUpToDate(path, name)
    })
    this.#equal.delete(name)
    return this.#storage.find(name)!
  }

  remove(name: string): void {
    this.#storage.remove(name)
    this.#equal.delete(name)
  }

  /**
   * Restores an existing snapshot, whole or not at all.
   *
   * @throws UnusableDatabase if the snapshot is damaged; SQLITE_BUSY if another process writes for a minute
   */
  restore(name: string): Promise<void> {
    return this.#alone(() => {
      this.#release()
      try {
        this.#storage.lend(name, (path) => this.#replace(path, name))
      } finally {
        for (const resume of this.#resumptions) resume()
      }
    })
  }

  /**
   * Replaces all rows by those of another database of this program, whose file is not changed.
   *
   * @throws UnusableDatabase with the reason
   */
  async importFrom(path: string): Promise<void> {
    const { imported } = names
    this.#storage.keep(imported, (copy) => {
      copyDatabaseFile(path, copy)
      this.#bringUpToDate(copy, path)
    })
    try {
      await this.restore(imported)
    } finally {
      this.remove(imported)
    }
  }

  /** Writes the present state to a file, whole or not at all. */
  exportTo(path: string): void {
    this.#settle()
    writeWhole(path, (draft) => copyDatabase(this.#options.file.db, draft))
  }

  /** Removes the internal snapshots. */
  close(): void {
    for (const name of Object.values(names)) this.#storage.remove(name)
  }

  /** Commits the open transaction, so that it is part of the snapshot. */
  #settle(): void {
    const { rows, random, unitOfWork } = this.#options
    writeState(rows, 'random', random.state)
    unitOfWork.end()
  }

  #keep(name: string): void {
    this.#storage.copy(name, this.#options.file.db)
    this.#equal.set(name, this.#state)
  }

  #replace(path: string, name: string): void {
    const { file, rows, clockControl, random, isRepeatable } = this.#options
    const equal = this.#equal.get(name)
    if (!equal) this.#bringUpToDate(path, name)
    const isKnown = equal?.version === this.#state.version
    const changed = isKnown ? file.changes.since(equal!.moment) : undefined
    const tables = replaceRows(file.db, path, changed, () => file.commit())
    file.changes.note({ tables, removes: false, changes: true })
    this.#equal.set(name, this.#state)
    const state = readState(rows, 'random')
    if (isRepeatable && state) random.state = state
    clockControl.restore()
  }

  /** Runs every `release`; its writes are rolled back and its events dropped. */
  #release(): void {
    const undone = new Error('this is undone')
    try {
      this.#options.unitOfWork.transaction(() => {
        for (const release of this.#releases) release()
        throw undone
      })
    } catch (error) {
      if (error !== undone) throw error
    }
  }

  #bringUpToDate(path: string, name: string): void {
    bringUpToDate(path, name, this.#options.file.tables)
  }

  /** Does work between two transactions, once no other process writes. */
  async #alone(work: () => void): Promise<void> {
    for (const end = performance.now() + PATIENCE_MS; ; await Bun.sleep(TRY_AGAIN_MS)) {
      this.#options.unitOfWork.end()
      try {
        work()
        return
      } catch (error) {
        if (!/BUSY/.test(codeOf(error)) || performance.now() >= end) throw error
      }
    }
  }

  get #state(): State {
    const { file } = this.#options
    const { data_version: version } = file.db
      .query<{ data_version: number }, []>('PRAGMA data_version')
      .get()!
    return { moment: file.changes.moment, version }
  }
}
