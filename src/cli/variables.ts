import { CliError } from './errors.ts'
import { type Flag, type FlagsDef, flagsOf, switchValue } from './flags.ts'
import { nearest } from './suggestion.ts'

/*
 * Environment variables that stand for flags: a service container takes no arguments. A flag has its variable by its
 * declaration, and a flag on the command line wins.
 */

const PREFIX = 'TWITCH_MOCK_'

type Environment = Readonly<Record<string, string | undefined>>

/** The variable that stands for a flag: TWITCH_MOCK_RATE_LIMIT for --rate-limit. */
export const variableOf = (flag: string) => PREFIX + flag.toUpperCase().replaceAll('-', '_')

/** The same flags, each with the variable that stands for it. */
export function withVariables<const Flags extends FlagsDef>(flags: Flags): Flags {
  const declared = Object.entries(flags).map(([name, flag]) => [
    name,
    { ...flag, variable: variableOf(name) },
  ])
  return Object.fromEntries(declared)
}

/** What the environment says of flags. */
export interface FromEnvironment {
  /** As `canonicalFlags` writes them. */
  options: string[]
  /** An error in whose words the flags are the variables that their values came from. */
  reworded(error: CliError): CliError
}

/**
 * The flags that are set by their variables and not on the command line. An empty variable is not set: composing files
 * pass on what they have not got.
 *
 * @param typed the command line, as `canonicalFlags` writes it
 * @throws CliError for a switch that is neither on nor off
 */
export function flagsFrom(env: Environment, definition: FlagsDef, typed: readonly string[]): FromEnvironment {
  const used = flagsOf(definition).filter(
    ({ name, variable }) => variable && env[variable] && !typed.some((word) => word.startsWith(`--${name}=`)),
  )
  const options = used.flatMap((flag) =>
    valuesOf(flag, env[flag.variable!]!).map((value) => `--${flag.name}=${value}`),
  )
  const inVariables = (text: string) =>
    used.reduce((words, flag) => words.replace(writtenAs(flag), flag.variable!), text)
  return {
    options,
    reworded: ({ message, hint, exitCode }) =>
      new CliError(inVariables(message), hint && inVariables(hint), exitCode),
  }
}

/** One that may be repeated has its values with commas or line breaks between. */
function valuesOf({ takesValue, repeats, variable = '' }: Flag, text: string): string[] {
  if (!takesValue) return [String(switchValue(text, variable))]
  if (!repeats) return [text]
  return text
    .split(/[,\n]/)
    .map((value) => value.trim())
    .filter(Boolean)
}

/** A flag as sentences have it: `-p, --port`, `--port` or `-p`. */
function writtenAs({ name, short }: Flag): RegExp {
  const forms = short ? `-${short}, --${name}|--${name}|-${short}` : `--${name}`
  return new RegExp(`(?<![\\w-])(?:${forms})(?![\\w-])`, 'g')
}

/** One line about the variables that stand for no flag; undefined if there are none. */
export function unknownVariables(env: Environment, definition: FlagsDef): string | undefined {
  const known = Object.keys(definition).map((name) => variableOf(name).slice(PREFIX.length))
  const unknown = Object.keys(env).filter(
    (name) => name.startsWith(PREFIX) && !known.includes(name.slice(PREFIX.length)),
  )
  if (unknown.length === 0) return undefined
  const named = unknown.map((name) => {
    const [near] = nearest(name.slice(PREFIX.length), known)
    return near ? `${name} (did you mean ${PREFIX}${near}?)` : name
  })
  return `ignored: ${named.join(', ')}: no option has this name`
}
