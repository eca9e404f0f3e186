/** The default length of a journal. */
export const JOURNAL_LENGTH = 1000

/** The ID that a kept object and its entry have in common. */
export interface Numbered {
  id: number
}

/** The reader's side of a journal. */
export interface ReadableJournal<Entry extends Numbered, Match> {
  /** Whether the journal keeps entries. */
  readonly isOn: boolean
  /** The entries that match, the oldest first. */
  entries(match: Match): Entry[]
  /** Whether an entry matches all given filters. */
  matches(match: Match, entry: Entry): boolean
  /** Calls a listener with each new or changed entry; returns a function that ends it. */
  onEntry(listener: (entry: Entry) => void): () => void
  /** Removes all entries; the numbering of IDs goes on. */
  clear(): void
}

/** The options of a journal. */
export interface JournalOptions<Kept, Entry, Match> {
  /** The number of entries to keep; 0 for none. */
  length: number
  /** Makes the entry of a kept object, without secrets. */
  entryOf(kept: Kept): Entry
  matches(match: Match, entry: Entry): boolean
}

/** A ring of the last objects, such as exchanges. Their entries are made only when somebody reads the journal. */
export class Journal<Kept extends Numbered, Entry extends Numbered, Match>
  implements ReadableJournal<Entry, Match>
{
  readonly #options: JournalOptions<Kept, Entry, Match>
  readonly #listeners = new Set<(entry: Entry) => void>()
  /** The kept objects; once full, the oldest is overwritten. */
  #ring: Kept[] = []
  #newest = 0
  #forgotten = 0

  constructor(options: JournalOptions<Kept, Entry, Match>) {
    this.#options = options
  }

  get isOn(): boolean {
    return this.#options.length > 0
  }

  /** The ID of the next object. */
  get nextId(): number {
    return this.#newest + 1
  }

  /** Adds an object, which must have the next ID. */
  keep(kept: Kept): void {
    this.#newest = kept.id
    this.#ring[this.#slotOf(kept.id)] = kept
    this.tell(kept)
  }

  /** Calls the listeners with a new or changed object. */
  tell(kept: Kept): void {
    if (this.#listeners.size === 0) return
    const entry = this.#options.entryOf(kept)
    for (const listener of this.#listeners) listener(entry)
  }

  /** The object with an ID; undefined if it is no longer kept. */
  at(id: number): Kept | undefined {
    const kept = this.#ring[this.#slotOf(id)]
    return kept?.id === id ? kept : undefined
  }

  /** The newest object for which `isWanted` is true. */
  findLast(isWanted: (kept: Kept) => boolean): Kept | undefined {
    for (let kept = this.at(this.#newest); kept; kept = this.at(kept.id - 1)) if (isWanted(kept)) return kept
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
