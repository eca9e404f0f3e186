import { type ArgsDef, runCommand } from 'citty'
import { printable, printableLines } from '../lib/printable.ts'
import { isRelease, repository } from '../version.ts'
import { CliError, ExitCode } from './errors.ts'
import { canonicalFlags, globalFlags } from './flags.ts'
import { notice, print, printed } from './output.ts'
import { suggestion } from './suggestion.ts'
import { type Command, resolved } from './tree.ts'
import type { Meta } from './usage.ts'
import { flagsFrom } from './variables.ts'

interface Found {
  command: Command
  /** The command as typed: "twitch mock-api start". */
  path: string
  /** The arguments after the command's name. */
  rest: string[]
}

/** Runs a command line and returns the exit status; every failure becomes a line on stderr. */
export async function run(root: Command, argv: readonly string[]): Promise<number> {
  try {
    await dispatch(root, argv)
    await printed()
    if (mayTellOfUpdate(argv)) (await import('./update.ts')).tellOfUpdate()
    // The command may have set an exit status, such as that of a program it ran.
    return Number(process.exitCode ?? ExitCode.ok)
  } catch (error) {
    const { ConfigError } = await import('../config.ts')
    const refusal = error instanceof ConfigError ? new CliError(error.message, error.hint) : error
    if (refusal instanceof CliError) {
      notice(printableLines(refusal.sentence))
      return refusal.exitCode
    }
    notice(faultOf(error))
    return ExitCode.failed
  }
}

/** The line about an unexpected error; its stack is only for debugging. */
function faultOf(error: unknown): string {
  if (process.env.TWITCH_DEBUG && error instanceof Error) return error.stack ?? error.message
  const message = error instanceof Error ? error.message : String(error)
  return (
    `an unexpected fault: ${printable(message)}: with TWITCH_DEBUG=1 it says where; please report it at ` +
    `${repository}/issues`
  )
}

/** Whether the notice of an update may be shown, as far as this is known without reading a file: in releases only. */
function mayTellOfUpdate([first = '']: readonly string[]): boolean {
  return isRelease && !process.env.CI && !first.startsWith('__')
}

async function dispatch(root: Command, argv: readonly string[]): Promise<void> {
  if (argv.length === 1 && argv[0] === '--version') argv = ['version']
  const asksForHelp = argv[0] === 'help' || isHelp(argv)
  const found = await find(root, argv[0] === 'help' ? argv.slice(1) : argv)
  if (asksForHelp || !found.command.run) return printUsage(found)
  const definition: ArgsDef = { ...((await resolved(found.command.args)) ?? {}), ...globalFlags }
  const { instead }: Meta = (await resolved(found.command.meta)) ?? {}
  const typed = canonicalFlags(found.rest, definition, found.path, instead)
  const { options, reworded } = flagsFrom(process.env, definition, typed)
  const running = runCommand({ ...found.command, args: definition }, { rawArgs: [...options, ...typed] })
  await running.catch((error) => {
    throw error instanceof CliError ? reworded(error) : error
  })
}

function isHelp(argv: readonly string[]): boolean {
  const flags = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv
  return flags.includes('--help') || flags.includes('-h')
}

/** Finds the command by the leading words; global flags may precede them. */
async function find(root: Command, argv: readonly string[]): Promise<Found> {
  let found: Found = { command: root, path: 'twitch', rest: [...argv] }
  for (;;) {
    const subcommands = await resolved(found.command.subCommands)
    if (!subcommands) return found
    const at = wordIndex(found.rest)
    const word = found.rest[at]
    if (word === undefined) {
      canonicalFlags(found.rest, globalFlags, found.path)
      return found
    }
    const next = Object.hasOwn(subcommands, word) ? await resolved(subcommands[word]) : undefined
    if (!next) {
      const known = Object.keys(subcommands).filter((name) => !name.startsWith('_'))
      const { instead }: Meta = (await resolved(found.command.meta)) ?? {}
      throw new CliError(
        `unknown command "${printable(word)}" for "${found.path}"`,
        instead?.[word] ?? suggestion(word, known) ?? `it has ${await namesOf(found.command)}`,
      )
    }
    found = {
      command: next,
      path: `${found.path} ${word}`,
      rest: found.rest.toSpliced(at, 1),
    }
  }
}

/** The names of a command's subcommands, for a refusal; only this loads the help. */
async function namesOf(command: Command): Promise<string> {
  const { namesBelow } = await import('./usage.ts')
  return (await namesBelow(command)).join(', ')
}

/** The index of the first word that is neither a flag nor the value of --config. */
function wordIndex(argv: readonly string[]): number {
  return argv.findIndex((word, index) => !word.startsWith('-') && argv[index - 1] !== '--config')
}

async function printUsage({ command, path }: Found): Promise<void> {
  const { usage } = await import('./usage.ts')
  print(await usage(command, path))
}
