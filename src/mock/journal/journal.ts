/** How many entries a journal keeps if nothing else is said. */
export const JOURNAL_LENGTH = 1000

/** What a journal keeps and what it tells of that have the same ID. */
export interface Numbered {
  id: number
}

/** A journal as those who read it see it. */
export interface ReadableJournal<Entry extends Numbered, Match> {
  /** Whether anything is kept. */
  readonly isOn: boolean
  /** The entries that are as wanted, the oldest first. */
  entries(match: Match): Entry[]
  /** Whether an entry is as wanted, in everything that is said. */
  matches(match: Match, entry: Entry): boolean
  /** Tells of each entry that comes or changes from now on; what it returns ends that. */
  onEntry(listener: (entry: Entry) => void): () => void
  /** Forgets everything so far; the IDs go on. */
  clear(): void
}

/** What a journal is made with. */
export interface JournalOptions<Kept, Entry, Match> {
  /** How many are kept; 0 keeps none. */
  length: number
  /** Writes out what is kept, without secrets. */
  entryOf(kept: Kept): Entry
  matches(match: Match, entry: Entry): boolean
}

/** The last things that happened: a ring of what is there anyway, written out when somebody reads. */
export class Journal<Kept extends Numbered, Entry extends Numbered, Match>
  implements ReadableJournal<Entry, Match>
{
  readonly #options: JournalOptions<Kept, Entry, Match>
  readonly #listeners = new Set<(entry: Entry) => void>()
  /** A ring, once it is full. */
  #ring: Kept[] = []
  #newest = 0
  #forgotten = 0

  constructor(options: JournalOptions<Kept, Entry, Match>) {
    this.#options = options
  }

  get isOn(): boolean {
    return this.#options.length > 0
  }

  /** The ID that is given next. */
  get nextId(): number {
    return this.#newest + 1
  }

  /** Keeps what has the next ID. */
  keep(kept: Kept): void {
    this.#newest = kept.id
    this.#ring[this.#slotOf(kept.id)] = kept
    this.tell(kept)
  }

  /** Tells of what has come, or has changed. */
  tell(kept: Kept): void {
    if (this.#listeners.size === 0) return
    const entry = this.#options.entryOf(kept)
    for (const listener of this.#listeners) listener(entry)
  }

  /** What is kept under an ID. */
  at(id: number): Kept | undefined {
    const kept = this.#ring[this.#slotOf(id)]
    return kept?.id === id ? kept : undefined
  }

  /** The newest of what is kept that is as wanted. */
  findLast(isWanted: (kept: Kept) => boolean): Kept | undefined {
    for (let id = this.#newest; id > this.#newest - this.#ring.length; id--) {
      const kept = this.at(id)
      if (kept && isWanted(kept)) return kept
    }
  }

  clear(): void {
    this.#ring = []
    this.#forgotten = this.#newest
  }

  entries(match: Match): Entry[] {
    const kept = this.#ring.toSorted((one, other) => one.id - other.id)
    return kept.map(this.#options.entryOf).filter((entry) => this.matches(match, entry))
  }

  matches(match: Match, entry: Entry): boolean {
    return this.#options.matches(match, entry)
  }

  onEntry(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #slotOf(id: number): number {
    return (id - 1 - this.#forgotten) % this.#options.length
  }
}
