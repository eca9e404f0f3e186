import { isCancel, password, text } from '@clack/prompts'
import { CliError, ExitCode } from './errors.ts'

/** Whether somebody can be asked: questions are shown on stderr, so that stdout stays free for results. */
export function isInteractive(): boolean {
  return Boolean(process.stdin.isTTY && process.stderr.isTTY)
}

/** What is asked on the terminal. */
export interface Question {
  label: string
  /** Named when no answer comes. */
  flag: string
  /** Hide what is typed. */
  hidden?: boolean
  /** Why an answer is not accepted. */
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
  // The prompt library waits for ever after Ctrl+D and after the terminal has gone.
  const onData = (chunk: Buffer | string) => {
    // A terminal that hands on each key sends no signal for Ctrl+C.
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
