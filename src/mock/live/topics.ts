/** Begins to tell of something; what it returns ends that. */
export type Source = (tell: (data: unknown) => void) => () => void

/** What can be followed, by its name. A source runs as long as somebody follows it, once for all of them. */
export class Topics {
  readonly #sources: Readonly<Record<string, Source>>
  readonly #followers = new Map<string, Set<(text: string) => void>>()
  readonly #ends = new Map<string, () => void>()

  constructor(sources: Readonly<Record<string, Source>>) {
    this.#sources = sources
  }

  /** The names of all topics. */
  get names(): readonly string[] {
    return Object.keys(this.#sources)
  }

  /** Sends what a topic tells from now on, as JSON; what it returns ends that. */
  follow(name: string, send: (text: string) => void): () => void {
    const followers = this.#followers.get(name) ?? new Set()
    this.#followers.set(name, followers.add(send))
    if (followers.size === 1)
      this.#ends.set(
        name,
        this.#sources[name]!((data) => this.#tell(name, data)),
      )
    return () => {
      if (followers.delete(send) && followers.size === 0) this.#ends.get(name)!()
    }
  }

  #tell(topic: string, data: unknown): void {
    const text = JSON.stringify({ topic, data })
    for (const send of this.#followers.get(topic)!) send(text)
  }
}
