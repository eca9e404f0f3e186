/** The server's end of a chat client's connection, whatever the transport. */
export interface ChatSocket {
  readonly transport: 'tcp' | 'websocket'
  /** Sends lines, each with its line break. */
  send(lines: string): void
  /** Ends the connection after all sent lines. */
  end(): void
  /** How many sent bytes the client has not taken yet. */
  waiting(): number
}
