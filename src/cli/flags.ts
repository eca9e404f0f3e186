import type { ArgDef, ArgsDef } from 'citty'
import { printable } from '../lib/printable.ts'
import { CliError } from './errors.ts'
import { notice } from './output.ts'
import { suggestion } from './suggestion.ts'

/** Flags that every command has. */
export const globalFlags = {
  config: { type: 'string', description: 'Configuration file to use', valueHint: 'FILE' },
  help: { type: 'boolean', alias: 'h', description: 'Show help' },
} as const satisfies ArgsDef

/**
 * The flags of a command. A flag with `bare` has that value if it is given without one: `--mock`, `--mock=URL`; a next
 * word that matches `inline` was meant as its value, and is refused. A positional with `many` takes all remaining
 * words. A flag with a `variable` gets its default from the environment; one that `repeats` may be given several times.
 */
export type FlagsDef = Record<
  string,
  ArgDef & { bare?: string; inline?: RegExp; many?: boolean; variable?: string; repeats?: boolean }
>

/** A flag of a command as it is typed. */
export interface Flag {
  name: string
  short?: string
  description?: string
  takesValue: boolean
  /** The value of the flag if it is given without one; it never takes the next word. */
  bare?: string
  /** The pattern of a next word that was meant as the value; by default any word. */
  inline?: RegExp
  /** The environment variable with its default. */
  variable?: string
  /** Whether it may be given several times. */
  repeats: boolean
}

/**
 * Rewrites a command line to `--name=value`, the one form that citty parses reliably, and refuses unknown flags. The
 * accepted forms are those of the official CLI: `--name value`, `--name=value`, `-n value`, `-nvalue`, `-n=value`,
 * clusters such as `-us "a b"`, and `--no-name` for a switch. Surplus words are ignored, as there, but with a warning.
 *
 * @param instead hints for flags of other programs that this one does not have
 * @throws CliError for an unknown flag, a missing or wrong value, a missing word, or a word after a flag that takes its
 * value by `=` only
 */
export function canonicalFlags(
  rawArgs: readonly string[],
  definition: ArgsDef,
  command: string,
  instead: Readonly<Record<string, string>> = {},
): string[] {
  const flags = flagsOf(definition)
  const queue = [...rawArgs]
  const options: string[] = []
  const operands: string[] = []
  /** The previous flag, if it may have a value but was given without one. */
  let bare: { written: string; inline?: RegExp } | undefined

  for (let argument = queue.shift(); argument !== undefined; argument = queue.shift()) {
    if (argument === '--') operands.push(...queue.splice(0))
    else if (argument === '-' || !argument.startsWith('-')) addOperand(argument)
    else if (argument.startsWith('--')) readLong(argument)
    else readCluster(argument)
  }
  const positionals = Object.entries(definition).filter(([, { type }]) => type === 'positional')
  const takesAll = Object.values(definition as FlagsDef).some(({ many }) => many)
  const ignored = takesAll ? [] : operands.splice(positionals.length)
  if (ignored.length > 0) notice(ignoredWords(ignored, command))
  const [missing] = positionals.slice(operands.length).find(([, { required }]) => required) ?? []
  if (missing) throw new CliError(`no ${missing.toUpperCase()} is given`, `see "${command} --help"`)
  // The remaining words are no flags, even if they look like flags.
  return operands.some((word) => word.startsWith('-'))
    ? [...options, '--', ...operands]
    : [...options, ...operands]

  function addOperand(word: string): void {
    const { written, inline = /^/ } = bare ?? {}
    bare = undefined
    if (written && inline.test(word))
      throw new CliError(`${written} takes its value with =`, `write ${written}=${word}`)
    operands.push(word)
  }

  function readLong(argument: string): void {
    const at = argument.indexOf('=')
    const name = argument.slice(2, at < 0 ? undefined : at)
    const negated = flags.find((flag) => !flag.takesValue && `no-${flag.name}` === name)
    if (negated && at < 0) return void options.push(`--${negated.name}=false`)
    const flag = flags.find((flag) => flag.name === name) ?? refuse(`--${name}`)
    add(flag, at < 0 ? undefined : argument.slice(at + 1), argument)
  }

  function readCluster(argument: string): void {
    for (let at = 1; at < argument.length; at++) {
      const flag = flags.find((flag) => flag.short === argument[at]) ?? refuse(`-${argument[at]}`)
      const rest = argument.slice(at + 1)
      const valued = flag.takesValue || rest.startsWith('=')
      add(flag, valued ? rest.replace(/^=/, '') || undefined : undefined, argument)
      if (valued) return
    }
  }

  function add(flag: Flag, inline: string | undefined, written: string): void {
    bare = inline === undefined && flag.bare !== undefined ? { written, inline: flag.inline } : undefined
    const value = inline ?? flag.bare ?? (flag.takesValue ? queue.shift() : 'true')
    if (value === undefined) throw new CliError(`flag ${written} needs a value`, `see "${command} --help"`)
    options.push(`--${flag.name}=${flag.takesValue ? value : switchValue(value, `--${flag.name}`)}`)
  }

  function refuse(written: string): never {
    const near = suggestion(
      written,
      flags.map(({ name }) => `--${name}`),
    )
    const help = `see "${command} --help"`
    throw new CliError(
      `unknown flag: ${printable(written)}`,
      instead[written] ?? (near ? `${near} Or ${help}` : help),
    )
  }
}

/**
 * The values of a switch that Go's `strconv.ParseBool` takes, as the official CLI does.
 *
 * @throws CliError
 */
export function switchValue(text: string, flag: string): boolean {
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return true
  if (/^(0|f|F|FALSE|false|False)$/.test(text)) return false
  throw new CliError(
    `invalid value "${printable(text)}" for ${flag}`,
    'give true or false, or leave the value out',
  )
}

/** The warning about surplus words, of which a list without quotes is the usual reason. */
function ignoredWords(words: readonly string[], command: string): string {
  const written = words.map((word) => `"${printable(word)}"`).join(', ')
  return `ignored: ${written}; a value with blanks needs quotes (see "${command} --help")`
}

/** The flags of a definition, with their typed forms. */
export function flagsOf(definition: ArgsDef): Flag[] {
  return Object.entries(definition)
    .filter(([, { type }]) => type !== 'positional')
    .map(([name, argument]: [string, FlagsDef[string]]) => ({
      name,
      short: 'alias' in argument && typeof argument.alias === 'string' ? argument.alias : undefined,
      description: argument.description,
      takesValue: argument.type !== 'boolean',
      bare: argument.bare,
      inline: argument.inline,
      variable: argument.variable,
      repeats: argument.repeats ?? false,
    }))
}
