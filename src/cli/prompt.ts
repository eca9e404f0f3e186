import { isCancel, password, text } from '@clack/prompts'
import { CliError, ExitCode } from './errors.ts'

/** Whether prompts are possible; they are shown on stderr, so that stdout stays free for results. */
export function isInteractive(): boolean {
  return Boolean(process.stdin.isTTY && process.stderr.isTTY)
}

/** A question on the terminal. */
export interface Question {
  label: string
  /** The flag to name if there is no answer. */
  flag: string
  /** Whether to hide the typed text. */
  hidden?: boolean
  /** Returns the reason why an answer is not accepted. */
  refusal(answer: string): string | undefined
}

/**
 * Asks on the terminal until the answer is accepted.
 *
 * @throws CliError at the end of input, and on Ctrl+C with its exit status
 */
export async function ask({ label, flag, hidden, refusal }: Question): Promise<string> {
  const ended = new AbortController()
  let exitCode: number = ExitCode.failed
  const end = () => ended.abort()
  const stop = (signal: 'SIGINT' | 'SIGTERM') => {
    exitCode = ExitCode[signal]
    end()
  }
  // The prompt library waits forever after Ctrl+D and after the terminal is closed.
  const onData = (chunk: Buffer | string) => {
    // In raw mode, the terminal sends no signal for Ctrl+C.
    if (chunk.includes('\x03')) exitCode = ExitCode.SIGINT
    if (chunk.includes('\x04')) end()
  }
  process.stdin.on('data', onData).once('end', end)
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    const options = {
      message: label,
      output: process.stderr,
      withGuide: false,
      signal: ended.signal,
      validate: (answer: string | undefined) => refusal((answer ?? '').trim()),
    }
    const answer = await (hidden ? password(options) : text(options))
    if (isCancel(answer)) {
      throw new CliError(`no ${label} was given; nothing was changed`, `give ${flag}`, exitCode)
    }
    return answer.trim()
  } finally {
    process.stdin.off('data', onData).off('end', end)
    process.off('SIGINT', stop).off('SIGTERM', stop)
  }
}
