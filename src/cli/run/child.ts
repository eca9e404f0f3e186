import { constants } from 'node:os'
import { printable } from '../../lib/printable.ts'
import { CliError } from '../errors.ts'

type Variables = Record<string, string | undefined>

/** The exit statuses in shells for a program that is not found, and for one that cannot be run. */
const NOT_FOUND = 127
const NOT_EXECUTABLE = 126

/** The number that shells add to that of a signal for the exit status. */
const SIGNALED = 128

const PASSED_ON = ['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const

/**
 * Runs a program on this terminal until it exits; signals are passed on.
 *
 * @returns its exit status, or 128 and the signal's number as in a shell
 * @throws CliError with 127 or 126 if it cannot be started
 */
export async function follow([command = '', ...rest]: readonly string[], env: Variables): Promise<number> {
  const child = begin(command, rest, env)
  const passOn = (signal: NodeJS.Signals) => void child.kill(signal)
  // A terminal sends the interrupt also to the program itself, so it is passed on only without one.
  const interrupt = () => process.stdin.isTTY || child.kill('SIGINT')
  process.on('SIGINT', interrupt)
  for (const signal of PASSED_ON) process.on(signal, passOn)
  try {
    await child.exited
  } finally {
    process.off('SIGINT', interrupt)
    for (const signal of PASSED_ON) process.off(signal, passOn)
  }
  const { signalCode, exitCode } = child
  return signalCode ? SIGNALED + constants.signals[signalCode as NodeJS.Signals] : (exitCode ?? 1)
}

function begin(command: string, rest: readonly string[], env: Variables) {
  try {
    return Bun.spawn([command, ...rest], { env, stdin: 'inherit', stdout: 'inherit', stderr: 'inherit' })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const isMissing = code === 'ENOENT'
    throw new CliError(
      `cannot run ${printable(command)} (${code ?? error})`,
      'give the program after --, as in "twitch run -- node bot.js"',
      isMissing ? NOT_FOUND : NOT_EXECUTABLE,
    )
  }
}
