import type { Database } from 'bun:sqlite'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyDatabase } from './database-copy.ts'

/** The description of a snapshot. */
export interface Snapshot {
  name: string
  /** Bytes. */
  size: number
  /** RFC 3339, by the system's clock. */
  created_at: string
}

/** Where snapshots are kept: each is a whole database. */
export interface SnapshotStorage {
  list(): Snapshot[]
  find(name: string): Snapshot | undefined
  read(name: string): Blob
  /** Keeps a copy of a database, without what another process writes meanwhile. */
  copy(name: string, db: Database): void
  /** Keeps the file that `make` writes to the path it is given, whole or not at all. */
  keep(name: string, make: (path: string) => void): void
  /** Calls `use` with the path of the snapshot's file, which may exist only during the call. */
  lend<T>(name: string, use: (path: string) => T): T
  remove(name: string): void
}

/** The snapshots of a database file, in a folder beside it that only its owner can read. */
export class SnapshotFolder implements SnapshotStorage {
  readonly #folder: string

  constructor(database: string) {
    this.#folder = `${database}.snapshots`
  }

  list(): Snapshot[] {
    if (!existsSync(this.#folder)) return []
    const names = readdirSync(this.#folder).filter((name) => name.endsWith(SUFFIX))
    return names.sort().flatMap((name) => this.find(name.slice(0, -SUFFIX.length)) ?? [])
  }

  find(name: string): Snapshot | undefined {
    const found = statSync(this.#pathOf(name), { throwIfNoEntry: false })
    return found && { name, size: found.size, created_at: found.mtime.toISOString() }
  }

  read(name: string): Blob {
    return Bun.file(this.#pathOf(name))
  }

  copy(name: string, db: Database): void {
    this.keep(name, (path) => copyDatabase(db, path))
  }

  keep(name: string, make: (path: string) => void): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    writeWhole(this.#pathOf(name), make)
  }

  lend<T>(name: string, use: (path: string) => T): T {
    return use(this.#pathOf(name))
  }

  remove(name: string): void {
    rmSync(this.#pathOf(name), { force: true })
  }

  #pathOf(name: string): string {
    return join(this.#folder, name + SUFFIX)
  }
}

/** The snapshots of a database in memory. `lend` writes one to a temporary file, from which SQLite reads it. */
export class SnapshotMemory implements SnapshotStorage {
  readonly #snapshots = new Map<string, Snapshot & { bytes: Uint8Array<ArrayBuffer> }>()

  list(): Snapshot[] {
    const snapshots = [...this.#snapshots.values()].map(({ bytes: _, ...snapshot }) => snapshot)
    return snapshots.sort((one, other) => (one.name < other.name ? -1 : 1))
  }

  find(name: string): Snapshot | undefined {
    return this.list().find((snapshot) => snapshot.name === name)
  }

  read(name: string): Blob {
    return new Blob([this.#bytesOf(name)])
  }

  copy(name: string, db: Database): void {
    this.#set(name, db.serialize() as Uint8Array<ArrayBuffer>)
  }

  keep(name: string, make: (path: string) => void): void {
    const bytes = inPrivateFolder((path) => {
      make(path)
      return readFileSync(path)
    })
    this.#set(name, bytes)
  }

  lend<T>(name: string, use: (path: string) => T): T {
    return inPrivateFolder((path) => {
      writeFileSync(path, this.#bytesOf(name), { mode: 0o600 })
      return use(path)
    })
  }

  remove(name: string): void {
    this.#snapshots.delete(name)
  }

  #set(name: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.#snapshots.set(name, { name, size: bytes.length, created_at: new Date().toISOString(), bytes })
  }

  #bytesOf(name: string): Uint8Array<ArrayBuffer> {
    return this.#snapshots.get(name)!.bytes
  }
}

const SUFFIX = '.db'

/** Writes a file atomically: `make` writes a draft in the same folder, which then replaces the file. */
export function writeWhole(path: string, make: (path: string) => void): void {
  const draft = `${path}.${process.pid}.new`
  try {
    make(draft)
    renameSync(draft, path)
  } finally {
    for (const side of ['', '-wal', '-shm', '-journal']) rmSync(draft + side, { force: true })
  }
}

function inPrivateFolder<T>(use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'twitch-'))
  try {
    return use(join(folder, 'snapshot.db'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
