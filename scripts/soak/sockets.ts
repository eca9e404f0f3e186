import { ask, type Soaking } from './clients.ts'

/** A WebSocket of EventSub with one subscription that hardly ever says anything. */
export class IdleSocket {
  messages = 0
  closed: number | undefined
  readonly #socket: WebSocket
  readonly #welcomed = Promise.withResolvers<string>()

  constructor(url: string) {
    this.#socket = new WebSocket(`${url.replace('http', 'ws')}/ws`)
    this.#socket.onmessage = ({ data }) => {
      this.messages++
      const { metadata, payload } = JSON.parse(data)
      if (metadata.message_type === 'session_welcome') this.#welcomed.resolve(payload.session.id)
    }
    this.#socket.onclose = ({ code }) => {
      this.closed = code
      this.#welcomed.reject(new Error(`closed with ${code}`))
    }
  }

  /** Subscribes, since a session without any subscription is closed after ten seconds. */
  async subscribe(
    soaking: Soaking,
    headers: Record<string, string>,
    broadcaster_user_id: string,
  ): Promise<void> {
    const session_id = await this.#welcomed.promise
    const { status, body } = await ask(soaking, 'POST', '/mock/eventsub/subscriptions', headers, {
      type: 'channel.update',
      version: '2',
      condition: { broadcaster_user_id },
      transport: { method: 'websocket', session_id },
    })
    if (status !== 202) soaking.tally.faults.push(`a subscription gets ${status}: ${JSON.stringify(body)}`)
  }

  close(): void {
    this.#socket.close()
  }
}
