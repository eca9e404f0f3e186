import { defineCommand } from 'citty'
import { CliError } from '../errors.ts'
import { print } from '../output.ts'
import type { Command } from '../tree.ts'
import { answerTo, type Shell, shells } from './shells.ts'

/** The hidden command that the scripts of `twitch completion` call at each press of Tab. */
export const answer = (root: Command) =>
  defineCommand({
    meta: { name: '__complete', description: 'Answer a shell', hidden: true },
    args: {
      shell: { type: 'positional', required: true },
      line: { type: 'positional', required: false },
    },
    async run({ args }) {
      if (!shells.includes(args.shell as Shell)) throw new CliError(`unknown shell "${args.shell}"`)
      const { complete } = await import('./complete.ts')
      // Windows PowerShell loses the quotes of arguments, so its script passes the line in the environment.
      const line = args.line ?? process.env.TWITCH_COMPLETE_LINE ?? ''
      for (const value of answerTo(args.shell as Shell, await complete(root, line))) print(value)
    },
  })
