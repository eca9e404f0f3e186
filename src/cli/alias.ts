import type { Command } from './tree.ts'
import type { Meta } from './usage.ts'

/** The same command by another name, which help and completion leave out. */
export const alias = (command: () => Promise<Command>) => async (): Promise<Command> => {
  const { meta, ...rest } = await command()
  return { ...rest, meta: { ...(meta as Meta), hidden: true } }
}
