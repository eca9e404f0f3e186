/** The server's end of a WebSocket. */
export interface Socket {
  send(text: string): void
  ping(): void
  close(code: number, reason: string): void
  /** How many bytes the client has yet to take. */
  waiting(): number
}

/** One client at a WebSocket; whoever listens tells it what happens. */
export interface Connection {
  opened(socket: Socket): void
  /** The subprotocol that the client asked for and gets. */
  readonly protocol?: string
  /** The client has sent something. */
  received(data: string | Uint8Array): void
  ponged(): void
  /** It is over, whoever ended it. */
  closed(): void
}
