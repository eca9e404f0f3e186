import { closeSync, openSync, readSync, rmSync, type Stats, statSync, truncateSync } from 'node:fs'

/**
 * The file of the database is not the one that was opened, or no longer as it was left; the message says what to do.
 */
export class FileLost extends Error {}

/** Where the index of the WAL says how many of its pages are in the file and, at the end, how many are about to be. */
const BACKFILL = { offset: 96, length: 36, word: 4 }

/**
 * The file of an open database, as this process left it. Pages come into it from the WAL, moved by this process or by
 * another one that uses the database; the index of the WAL tells of that. Whatever else changes the file has removed,
 * replaced or overwritten it: what is written then would be lost with it, or would damage what was put in its place.
 */
export class WatchedFile {
  readonly path: string
  #left: Stats
  #wal: Stats | undefined
  /** The index of the WAL, once there is one, and how far it said that the pages had been moved. */
  #index: number | undefined
  #backfilled: number
  readonly #words = Buffer.alloc(BACKFILL.length)
  #lost: FileLost | undefined

  constructor(path: string) {
    this.path = path
    this.#left = statSync(path)
    this.#wal = find(`${path}-wal`)
    this.#backfilled = this.#readBackfilled()
  }

  /** What happened to the file, if it is lost. It stays lost. */
  get lost(): FileLost | undefined {
    this.#lost ??= this.#look()
    return this.#lost
  }

  /**
   * Does work that writes to the file.
   *
   * @throws FileLost instead, if it would go into another one or nowhere
   */
  write(work: () => void): void {
    if (this.lost) throw this.lost
    work()
    this.#wal ??= find(`${this.path}-wal`)
    // A commit now and then moves pages into the file.
    if (this.#readBackfilled() === this.#backfilled) return
    const now = find(this.path)
    if (now && isSame(now, this.#left)) this.#leave(now)
  }

  /**
   * Parts the database of a lost file from what is at its path now: the WAL must not go into that, nor stay beside it.
   * A file that was moved away gets what was written to it.
   *
   * @param checkpoint moves the pages of the WAL into the file that was opened
   * @returns whether SQLite has to leave the side files alone, since they are not those of the lost one
   */
  abandon(checkpoint: () => void): boolean {
    const wal = find(`${this.path}-wal`)
    if (wal && this.#wal && !isSame(wal, this.#wal)) return true
    const now = find(this.path)
    // SQLite would copy the pages into the same file when it closes. From an empty WAL it cannot.
    if (wal && now && isSame(now, this.#left)) truncateSync(`${this.path}-wal`)
    else checkpoint()
    for (const suffix of ['-wal', '-shm']) rmSync(this.path + suffix, { force: true })
    return false
  }

  /** The file is no longer watched. */
  close(): void {
    if (this.#index !== undefined) closeSync(this.#index)
    this.#index = undefined
  }

  /** How far the pages of the WAL have been moved into the file; 0 where there is no index yet. */
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
    const now = find(this.path)
    const isAsLeft = now && isSame(now, this.#left) && now.mtimeMs === this.#left.mtimeMs
    if (isAsLeft && now.size === this.#left.size) return undefined
    if (now && isSame(now, this.#left) && this.#readBackfilled() !== this.#backfilled) {
      this.#leave(now)
      return undefined
    }
    const what = !now ? 'removed' : isSame(now, this.#left) ? 'overwritten' : 'replaced'
    return new FileLost(
      `the database ${this.path} was ${what} while the server was running: start it again to serve what is there now`,
    )
  }
}

const find = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false })

const isSame = (one: Stats, other: Stats) => one.dev === other.dev && one.ino === other.ino
