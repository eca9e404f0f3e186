import { isatty } from 'node:tty'
import type { ArgDef, ArgsDef, CommandMeta } from 'citty'
import { colour } from './colour.ts'
import { globalFlags } from './flags.ts'
import { columns, type Entry, wrapped } from './text.ts'
import { type Command, resolved } from './tree.ts'

/** The description of a command. */
export interface Meta extends CommandMeta {
  /** Example command lines, which its documentation also has; a group of commands shows the first of each. */
  examples?: readonly string[]
  /** Lines under its help. */
  notes?: string
  /** The advice for flags and commands that other programs have and this one does not. */
  instead?: Readonly<Record<string, string>>
}

const PIPE_WIDTH = 100
const TERMINAL_WIDTH = 80

/** The help of a command, as `--help` prints it, wrapped and coloured for the terminal. */
export async function usage(command: Command, path: string): Promise<string> {
  const width = isatty(1) ? process.stdout.columns || TERMINAL_WIDTH : PIPE_WIDTH
  const meta: Meta = (await resolved(command.meta)) ?? {}
  const args = Object.entries<ArgDef>({ ...((await resolved(command.args)) as ArgsDef), ...globalFlags })
  const [positionals, flags] = [args.filter(isPositional), args.filter((arg) => !isPositional(arg))]
  const subcommands = await listed(command)
  const list = (entries: readonly Entry[]) => columns(entries, width, cyan)
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['ARGUMENTS', list(positionals.map(([name, { description = '' }]) => [name.toUpperCase(), description]))],
    ['OPTIONS', list(flags.flatMap(flagEntries))],
    ['COMMANDS', list(subcommands.map(({ name, meta }) => [name, meta.description ?? '']))],
    ['EXAMPLES', (await examplesOf(command)).map((example) => `  ${example}`)],
  ]
  const words = ['[OPTIONS]', ...positionals.map(operand), ...(subcommands.length > 0 ? ['COMMAND'] : [])]
  return [
    ...wrapped(meta.description ?? '', width),
    '',
    `${heading('USAGE')} ${cyan(`${path} ${words.join(' ')}`)}`,
    ...sections.flatMap(([title, lines]) => (lines.length > 0 ? ['', heading(title), '', ...lines] : [])),
    ...(subcommands.length > 0
      ? ['', ...wrapped(`"${path} COMMAND --help" says more about a command.`, width)]
      : []),
    ...(meta.notes ? ['', ...meta.notes.split('\n').flatMap((line) => indented(line, width))] : []),
  ].join('\n')
}

/** Wraps a line, and keeps its indentation. */
function indented(line: string, width: number): string[] {
  const [blanks] = /^ */.exec(line)!
  return wrapped(line, width - blanks.length).map((part) => blanks + part)
}

/** The examples of a command; of a group of commands, the first of each. */
export async function examplesOf(command: Command): Promise<readonly string[]> {
  const { examples = [] }: Meta = (await resolved(command.meta)) ?? {}
  if (examples.length > 0) return examples
  const below = (await listed(command)).map(async ({ command }) => (await examplesOf(command)).slice(0, 1))
  return (await Promise.all(below)).flat()
}

interface Listed {
  name: string
  command: Command
  meta: Meta
}

/** The names of a command's subcommands, without aliases. */
export const namesBelow = async (command: Command): Promise<string[]> =>
  (await listed(command)).map(({ name }) => name)

async function listed(command: Command): Promise<Listed[]> {
  const all = Object.entries((await resolved(command.subCommands)) ?? {}).map(async ([name, loader]) => {
    const command = (await resolved(loader)) as Command
    const meta: Meta = (await resolved(command.meta)) ?? {}
    return meta.hidden ? [] : [{ name, command, meta }]
  })
  return (await Promise.all(all)).flat()
}

const isPositional = ([, { type }]: [string, ArgDef]) => type === 'positional'

function operand([name, argument]: [string, ArgDef & { many?: boolean }]): string {
  const { required, default: value, many } = argument
  const word = `${name.toUpperCase()}${many ? '...' : ''}`
  return required === false || value !== undefined ? `[${word}]` : word
}

function flagEntries([name, flag]: [string, ArgDef & { bare?: string; alias?: string | string[] }]): Entry[] {
  const { alias, type, default: value, description = '', valueHint } = flag
  const argument = type === 'boolean' ? '' : `=<${valueHint ?? name}>`
  const written = `${alias ? `-${alias}, ` : '    '}--${name}${flag.bare ? `[${argument}]` : argument}`
  const entry: Entry = [
    written,
    typeof value === 'string' ? `${description} (default: ${value})` : description,
  ]
  const negation = (flag as { negativeDescription?: string }).negativeDescription
  return negation ? [entry, [`    --no-${name}`, negation]] : [entry]
}

const heading = (text: string) => colour('bold', text, process.stdout)
const cyan = (text: string) => colour('cyan', text, process.stdout)
