import { generate, generateGround } from '../../src/mock/generation/generate.ts'
import { openMock } from '../../src/mock/resources/open.ts'
import { createMock } from '../../src/mock/server/server.ts'

const NOON = Date.parse('2026-01-31T12:00:00Z')

/** A Twitch that is asked by HTTP alone, with a clock that stands still. */
export class Twitch {
  readonly store
  readonly #mock

  private constructor(seed: number) {
    this.store = openMock({ path: ':memory:', seed, clock: () => NOON })
    this.#mock = createMock({ store: this.store })
  }

  /** With what Twitch itself has. */
  static async empty(): Promise<Twitch> {
    const twitch = new Twitch(2)
    await generateGround(twitch.store, {})
    return twitch
  }

  /** With generated users. */
  static async generated(count: number): Promise<Twitch> {
    const twitch = new Twitch(1)
    await generate(twitch.store, { count })
    return twitch
  }

  async ask(method: string, path: string, body?: string, headers: Record<string, string> = {}) {
    const response = await this.#mock.fetch(new Request(`http://localhost${path}`, { method, headers, body }))
    const text = await response.text()
    // biome-ignore lint/suspicious/noExplicitAny: bodies are compared whole
    return { status: response.status, body: (text && JSON.parse(text)) as any }
  }

  /** What Helix answers to a token. */
  helix(path: string, { token, client_id }: { token: string; client_id: string }) {
    return this.ask('GET', `/mock${path}`, undefined, {
      Authorization: `Bearer ${token}`,
      'Client-Id': client_id,
    })
  }

  /** Puts fixtures there. */
  put(fixtures: string) {
    return this.ask('POST', '/units/fixtures', fixtures)
  }

  close(): void {
    this.#mock.eventSub.stop()
    this.#mock.chat.stop()
    this.store.close()
  }
}
