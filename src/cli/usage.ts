import { isatty } from 'node:tty'
import { type ArgsDef, type CommandMeta, renderUsage } from 'citty'
import { mayColour } from './colour.ts'
import { globalFlags } from './flags.ts'
import { type Command, resolved } from './tree.ts'

/** What citty says of a command, and a text under its help. */
export type Meta = CommandMeta & { notes?: string }

/** The help of a command, as `--help` prints it; coloured on a terminal only. */
export async function usage(command: Command, path: string): Promise<string> {
  const meta: Meta | undefined = await resolved(command.meta)
  const args: ArgsDef = { ...(await resolved(command.args)), ...globalFlags }
  const text = await renderUsage({ ...command, args, meta: { ...meta, name: path } })
  const help = (mayColour() && isatty(1) ? text : Bun.stripANSI(text)).trimEnd()
  return meta?.notes ? `${help}\n\n${meta.notes}` : help
}
