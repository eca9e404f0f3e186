/** The server's end of a WebSocket. */
export interface Socket {
  send(text: string): void
  ping(): void
  close(code: number, reason: string): void
  /** How many sent bytes the client has not taken yet. */
  waiting(): number
}

/** The protocol's side of a client's WebSocket; the listener calls these functions on each event of the socket. */
export interface Connection {
  opened(socket: Socket): void
  /** The subprotocol that the client asked for and gets. */
  readonly protocol?: string
  /** Called when the client has sent a message. */
  received(data: string | Uint8Array): void
  ponged(): void
  /** Called when the connection has ended, by either side. */
  closed(): void
}
