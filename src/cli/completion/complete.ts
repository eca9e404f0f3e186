import type { ArgsDef, CommandMeta } from 'citty'
import { type Flag, flagsOf, globalFlags } from '../flags.ts'
import { type Command, resolved } from '../tree.ts'
import { type Candidate, candidatesFor } from './candidates.ts'
import { type Line, readLine } from './line.ts'

/** The candidates at the cursor of a command line. */
export interface Completion {
  line: Line
  /** Each candidate replaces the word at the cursor from the position `from` on. */
  candidates: Candidate[] | 'files'
  from: number
}

/** Completes the end of a line, by the command tree. */
export async function complete(root: Command, text: string): Promise<Completion> {
  const line = readLine(text)
  const nothing: Completion = { line, candidates: [], from: 0 }
  const found = await walk(root, line.words.slice(1))
  if (!found) return nothing
  const { command, rest, isHelp } = found
  const definition: ArgsDef = { ...((await resolved(command.args)) ?? {}), ...globalFlags }
  const flags = flagsOf(definition)
  const [, name] = /^--([^=]+)=/.exec(line.current) ?? []
  const asking = isHelp
    ? undefined
    : name
      ? flags.find((flag) => flag.name === name)
      : flagBefore(rest, flags)
  if (name && !asking) return nothing
  if (asking) return values(line, definition[asking.name], name ? name.length + 3 : 0)
  if (line.current.startsWith('-')) return matching({ ...nothing, candidates: unused(flags, rest) })
  const subcommands = await resolved(command.subCommands)
  if (subcommands)
    return matching({ ...nothing, candidates: await listed(subcommands, !rest.length && command === root) })
  const [positional] = Object.entries(definition).filter(([, { type }]) => type === 'positional')
  if (!positional || rest.some((word) => !word.startsWith('-'))) return nothing
  const [called, argument] = positional
  return values(line, { valueHint: called.toUpperCase(), ...argument }, 0)
}

interface Found {
  command: Command
  rest: string[]
  isHelp: boolean
}

/** Finds the command by the words of a line; undefined for an unknown word. */
async function walk(root: Command, words: readonly string[]): Promise<Found | undefined> {
  const isHelp = words[0] === 'help'
  const rest = words.slice(isHelp ? 1 : 0)
  let command = root
  for (;;) {
    const subcommands = await resolved(command.subCommands)
    const at = rest.findIndex((word, index) => !word.startsWith('-') && rest[index - 1] !== '--config')
    if (!subcommands || at < 0) return { command, rest, isHelp }
    const [word = ''] = rest.splice(at, 1)
    const next = Object.hasOwn(subcommands, word) ? await resolved(subcommands[word]) : undefined
    if (!next) return undefined
    command = next
  }
}

/** The flag whose value comes next: `--scopes`, `-s`, or the last of `-us`. */
function flagBefore(words: readonly string[], flags: readonly Flag[]): Flag | undefined {
  const word = words.at(-1) ?? ''
  const waits = ({ takesValue, bare }: Flag) => takesValue && bare === undefined
  const [, long] = /^--([^=]+)$/.exec(word) ?? []
  if (long) return flags.find((flag) => flag.name === long && waits(flag))
  if (!/^-[^-]/.test(word)) return undefined
  const cluster = [...word.slice(1)].map((letter) => flags.find(({ short }) => short === letter))
  const last = cluster.pop()
  return last && waits(last) && cluster.every((flag) => flag && !flag.takesValue) ? last : undefined
}

/** The candidates for a flag or an argument; for a list in one word, such as scopes, those of its last item. */
async function values(line: Line, definition: ArgsDef[string] | undefined, at: number): Promise<Completion> {
  const candidates =
    definition?.type === 'enum'
      ? (definition.options ?? []).map((value) => ({ value }))
      : await candidatesFor(definition?.valueHint, line)
  if (candidates === 'files') return { line, candidates, from: at }
  const from = Math.max(at, line.current.lastIndexOf(' ') + 1)
  const said = new Set(line.current.slice(at, from).split(' '))
  return matching({ line, candidates: candidates.filter(({ value }) => !said.has(value)), from })
}

function unused(flags: readonly Flag[], words: readonly string[]): Candidate[] {
  return flags
    .filter(({ name, short }) => !words.includes(`--${name}`) && !(short && words.includes(`-${short}`)))
    .flatMap(({ name, short, description }) => [
      { value: `--${name}`, description },
      ...(short ? [{ value: `-${short}`, description }] : []),
    ])
}

async function listed(subcommands: Record<string, unknown>, withHelp: boolean): Promise<Candidate[]> {
  const all = Object.entries(subcommands).map(async ([value, loader]) => {
    const command = await resolved(loader as () => Promise<Command>)
    const meta: CommandMeta | undefined = await resolved(command?.meta)
    return meta?.hidden ? [] : [{ value, description: meta?.description }]
  })
  const help = { value: 'help', description: 'Show help for a command' }
  return [...(await Promise.all(all)).flat(), ...(withHelp ? [help] : [])]
}

function matching({ line, candidates, from }: Completion): Completion {
  if (candidates === 'files') return { line, candidates, from }
  const typed = line.current.slice(from)
  return { line, from, candidates: candidates.filter(({ value }) => value.startsWith(typed)) }
}
