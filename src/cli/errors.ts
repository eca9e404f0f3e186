/** The exit statuses of the program; those after signals are as in shells. */
export const ExitCode = { ok: 0, failed: 1, SIGINT: 130, SIGTERM: 143 } as const

/**
 * A failure that the user can correct. It is printed as one line on stderr, without a stack.
 *
 * @example throw new CliError('port 8080 is already in use', 'try -p 8081')
 */
export class CliError extends Error {
  constructor(
    message: string,
    /** What to do about it. */
    readonly hint?: string,
    readonly exitCode: number = ExitCode.failed,
  ) {
    super(message)
    this.name = 'CliError'
  }

  get sentence(): string {
    return this.hint ? `${this.message}: ${this.hint}` : this.message
  }
}
