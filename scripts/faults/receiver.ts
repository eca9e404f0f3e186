/** A webhook receiver that notes which event came under which message ID, and which it has answered. */
export class Receiver {
  /** The IDs under which an event came, by its title. */
  readonly ids = new Map<string, Set<string>>()
  /** The titles of the events that were answered. */
  readonly answered = new Set<string>()
  /** How many messages came. */
  requests = 0
  readonly #server: Bun.Server<undefined>

  /** @param delay how long an answer takes, in milliseconds, for each title */
  constructor(delay: (title: string) => number) {
    this.#server = Bun.serve({
      hostname: '127.0.0.1',
      port: 0,
      fetch: async (request) => {
        // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
        const body: any = await request.json()
        if (body.challenge) return new Response(body.challenge)
        this.requests++
        const { title } = body.event
        const ids = this.ids.get(title) ?? new Set()
        this.ids.set(title, ids.add(request.headers.get('twitch-eventsub-message-id') ?? ''))
        await Bun.sleep(delay(title))
        this.answered.add(title)
        return new Response(null, { status: 204 })
      },
    })
  }

  get url(): string {
    return `http://127.0.0.1:${this.#server.port}/`
  }

  async stop(): Promise<void> {
    await this.#server.stop(true)
  }
}
