/** Starts reporting changes; returns a function that ends it. */
export type Source = (tell: (data: unknown) => void) => () => void

/** The topics by name. A topic's source runs while it has followers, once for all of them. */
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

  /** Sends the changes of a topic from now on, as JSON; returns a function that ends it. */
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
