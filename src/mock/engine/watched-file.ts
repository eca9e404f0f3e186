import { closeSync, fstatSync, openSync, readSync, rmSync, type Stats, statSync, truncateSync } from 'node:fs'

/**
 * The file of the database was removed, replaced or overwritten; the message says what to do.
 */
export class FileLost extends Error {}

/** Where the index of the WAL counts the pages already moved into the file and, at the end, those about to be. */
const BACKFILL = { offset: 96, length: 36, word: 4 }

/**
 * The file of an open database, compared with how this process left it. A process that uses the database changes the
 * file only by moving pages from the WAL, which the index of the WAL counts. Any other change means that the file was
 * removed, replaced or overwritten: a commit would then be lost, or damage the file in its place.
 */
export class WatchedFile {
  readonly path: string
  /** Its descriptor, which is much quicker to ask than its path. */
  readonly #file: number
  #left: Stats
  #wal: Stats | undefined
  /** The descriptor of the WAL's index, once it exists, and its last count of moved pages. */
  #index: number | undefined
  #backfilled: number
  readonly #words = Buffer.alloc(BACKFILL.length)
  #lost: FileLost | undefined

  constructor(path: string) {
    this.path = path
    this.#file = openSync(path, 'r')
    this.#left = fstatSync(this.#file)
    this.#wal = find(`${path}-wal`)
    this.#backfilled = this.#readBackfilled()
  }

  /** The error, if the file is lost. Once lost, it stays lost. */
  get lost(): FileLost | undefined {
    this.#lost ??= this.#look()
    return this.#lost
  }

  /**
   * Does work that writes to the file.
   *
   * @throws FileLost if the file is lost; the work is then not done
   */
  write(work: () => void): void {
    if (this.lost) throw this.lost
    work()
    this.#wal ??= find(`${this.path}-wal`)
    // Some commits also move pages from the WAL into the file.
    if (this.#readBackfilled() === this.#backfilled) return
    const now = find(this.path)
    if (now && isSame(now, this.#left)) this.#leave(now)
  }

  /**
   * Separates a lost database from the file now at its path: the WAL must neither be moved into that file nor stay
   * beside it. If the lost file still exists under another name, the WAL goes into it.
   *
   * @param checkpoint moves the pages of the WAL into the file that was opened
   * @returns whether SQLite has to leave the side files alone, since they belong to another database
   */
  abandon(checkpoint: () => void): boolean {
    const wal = find(`${this.path}-wal`)
    if (wal && this.#wal && !isSame(wal, this.#wal)) return true
    const now = find(this.path)
    // On close SQLite would move the WAL's pages into the overwritten file; an empty WAL prevents that.
    if (wal && now && isSame(now, this.#left)) truncateSync(`${this.path}-wal`)
    else checkpoint()
    for (const suffix of ['-wal', '-shm']) rmSync(this.path + suffix, { force: true })
    return false
  }

  /** Stops watching the file, once SQLite has closed it: the system then drops what locks the process has on it. */
  close(): void {
    closeSync(this.#file)
    if (this.#index !== undefined) closeSync(this.#index)
    this.#index = undefined
  }

  /** How many pages of the WAL have been moved into the file; 0 if there is no index yet. */
  #readBackfilled(): number {
    try {
      this.#index ??= openSync(`${this.path}-shm`, 'r')
    } catch {
      return 0
    }
    readSync(this.#index, this.#words, 0, BACKFILL.length, BACKFILL.offset)
    return this.#words.readUInt32LE(0) * 2 ** 32 + this.#words.readUInt32LE(BACKFILL.length - BACKFILL.word)
  }

  #leave(now: Stats): void {
    this.#left = now
    this.#backfilled = this.#readBackfilled()
  }

  #look(): FileLost | undefined {
    const left = this.#left
    // Whatever happens to a file changes this time, its removal and its renaming included.
    const { ctimeMs, size } = fstatSync(this.#file)
    if (ctimeMs === left.ctimeMs && size === left.size) return undefined
    const now = find(this.path)
    const isThere = now && isSame(now, left)
    // It may have another mode, or one more name.
    const isAsLeft = isThere && now.mtimeMs === left.mtimeMs && now.size === left.size
    if (isAsLeft || (isThere && this.#readBackfilled() !== this.#backfilled)) {
      this.#leave(now)
      return undefined
    }
    const what = !now ? 'removed' : isThere ? 'overwritten' : 'replaced'
    return new FileLost(
      `the database ${this.path} was ${what} while the server was running: restart it to serve the file as it is now`,
    )
  }
}

const find = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false })

const isSame = (one: Stats, other: Stats) => one.dev === other.dev && one.ino === other.ino
