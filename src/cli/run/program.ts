import { directory } from '../../config.ts'
import { printable } from '../../lib/printable.ts'
import { log } from '../log.ts'
import { notice } from '../output.ts'
import { follow } from './child.ts'
import { credentialsOf } from './credentials.ts'
import { Tally } from './tally.ts'
import { type WorldArgs, worldOf } from './world.ts'

/** The values of the flags of `twitch run`. */
export interface RunArgs extends WorldArgs {
  /** The program and its arguments. */
  words: readonly string[]
  passthrough?: boolean
  quiet?: boolean
}

/**
 * Runs a program with a mock at Twitch's own hosts, and prints a summary of its requests at the end.
 *
 * @returns the exit status of the program
 * @throws CliError without a mock, or if the program is not found
 */
export async function runProgram(args: RunArgs, rawArgs: readonly string[]): Promise<number> {
  // Hides the mock's log of its start, which would mix with the program's output.
  log.level = 1
  const [{ authorityIn }, { intercept }, { environmentOf }] = await Promise.all([
    import('../../interception/authority.ts'),
    import('../../interception/interception.ts'),
    import('../../interception/environment.ts'),
  ])
  const { passthrough = false } = args
  const refused = new Set<string>()
  await using world = await worldOf(args, rawArgs)
  const authority = await authorityIn(directory())
  const interception = await intercept({
    authority,
    standIns: world.standIns,
    host: '127.0.0.1',
    tlsPorts: [0],
    proxyPort: 0,
    passthrough,
    onRefused: (host) => refused.add(host),
  })
  const { proxyPort, destinations } = interception
  const wiring = { certificate: authority.certificate, proxyPort, destinations, passthrough }
  const environment = environmentOf(wiring, process.env)
  try {
    const credentials = await credentialsOf(world.url, process.env)
    const tally = await Tally.from(world.url)
    const status = await follow(args.words, { ...process.env, ...environment.variables, ...credentials })
    if (!args.quiet) {
      // A mock that no longer answers does not change the program's exit status.
      notice(await tally.text().catch((error) => `twitch run: ${printable(error.message)}`))
      for (const host of refused) notice(`refused: ${printable(host)}`)
    }
    return status
  } finally {
    environment.remove()
    interception.stop()
  }
}
