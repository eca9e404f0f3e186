import { isatty } from 'node:tty'
import { type ArgsDef, type CommandMeta, renderUsage } from 'citty'
import { globalFlags } from './flags.ts'
import { type Command, resolved } from './tree.ts'

/** The help of a command, as `--help` prints it; coloured on a terminal only. */
export async function usage(command: Command, path: string): Promise<string> {
  const meta: CommandMeta | undefined = await resolved(command.meta)
  const args: ArgsDef = { ...(await resolved(command.args)), ...globalFlags }
  const text = await renderUsage({ ...command, args, meta: { ...meta, name: path } })
  return (!process.env.NO_COLOR && isatty(1) ? text : Bun.stripANSI(text)).trimEnd()
}
