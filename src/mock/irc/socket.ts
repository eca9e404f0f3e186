/** The server's end of a chat client's connection, whatever the transport. */
export interface ChatSocket {
  readonly transport: 'tcp' | 'websocket'
  /** Sends lines, each with its line break. */
  send(lines: string): void
  /** Ends the connection after what was sent. */
  end(): void
  /** How many bytes the client has yet to take. */
  waiting(): number
}
