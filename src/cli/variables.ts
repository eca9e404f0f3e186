import { CliError } from './errors.ts'
import { type Flag, type FlagsDef, flagsOf, switchValue } from './flags.ts'
import { nearest } from './suggestion.ts'

/*
 * Environment variables as defaults of flags, since a service container in CI takes no arguments. The declaration of a
 * flag names its variable, and a flag on the command line wins.
 */

const PREFIX = 'TWITCH_MOCK_'

type Environment = Readonly<Record<string, string | undefined>>

/** The variable of a flag: TWITCH_MOCK_RATE_LIMIT for --rate-limit. */
export const variableOf = (flag: string) => PREFIX + flag.toUpperCase().replaceAll('-', '_')

/** The flags, each with its variable. */
export function withVariables<const Flags extends FlagsDef>(flags: Flags): Flags {
  const declared = Object.entries(flags).map(([name, flag]) => [
    name,
    { ...flag, variable: variableOf(name) },
  ])
  return Object.fromEntries(declared)
}

/** The flags that the environment sets. */
export interface FromEnvironment {
  /** The flags in the form of `canonicalFlags`. */
  options: string[]
  /** Replaces, in an error's message, the flags by the variables of their values. */
  reworded(error: CliError): CliError
}

/**
 * The flags that are set by their variables and not on the command line. An empty variable counts as not set, since
 * Docker Compose passes unset variables as empty ones.
 *
 * @param typed the command line, in the form of `canonicalFlags`
 * @throws CliError for an invalid value of a switch
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

/** The values of a variable; a flag that repeats has them separated by commas or line breaks. */
function valuesOf({ takesValue, repeats, variable = '' }: Flag, text: string): string[] {
  if (!takesValue) return [String(switchValue(text, variable))]
  if (!repeats) return [text]
  return text
    .split(/[,\n]/)
    .map((value) => value.trim())
    .filter(Boolean)
}

/** The pattern of a flag in messages: `-p, --port`, `--port` or `-p`. */
function writtenAs({ name, short }: Flag): RegExp {
  const forms = short ? `-${short}, --${name}|--${name}|-${short}` : `--${name}`
  return new RegExp(`(?<![\\w-])(?:${forms})(?![\\w-])`, 'g')
}

/** The warning about variables that belong to no flag; undefined if there are none. */
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
