import { isCancel, password, text } from '@clack/prompts'
import { CliError } from './errors.ts'

/** Whether somebody can be asked: questions are shown on stderr, so that stdout stays free for results. */
export function isInteractive(): boolean {
  return Boolean(process.stdin.isTTY && process.stderr.isTTY)
}

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
 * @throws CliError on Ctrl+C and at the end of input
 */
export async function ask({ label, flag, hidden, refusal }: Question): Promise<string> {
  const ended = new AbortController()
  const end = () => ended.abort()
  // The prompt library waits for ever after Ctrl+D and after the terminal has gone.
  const onData = (chunk: Buffer | string) => void (chunk.includes('\x04') && end())
  process.stdin.on('data', onData).once('end', end)
  process.once('SIGINT', end).once('SIGTERM', end)
  try {
    const options = {
      message: label,
      output: process.stderr,
      withGuide: false,
      signal: ended.signal,
      validate: (answer: string | undefined) => refusal((answer ?? '').trim()),
    }
    const answer = await (hidden ? password(options) : text(options))
    if (isCancel(answer)) throw new CliError(`no ${label} was given; nothing was changed`, `give ${flag}`)
    return answer.trim()
  } finally {
    process.stdin.off('data', onData).off('end', end)
    process.off('SIGINT', end).off('SIGTERM', end)
  }
}
