import type { Command } from './tree.ts'
import type { Meta } from './usage.ts'

/** A command under another name, which help and completion do not show. */
export const alias = (command: () => Promise<Command>) => async (): Promise<Command> => {
  const { meta, ...rest } = await command()
  return { ...rest, meta: { ...(meta as Meta), hidden: true } }
}
