import { defineCommand } from 'citty'
import { documentedUntil } from '../twitch/documentation.ts'
import { version as number } from '../version.ts'
import { print } from './output.ts'
import type { Meta } from './usage.ts'

/** The command `twitch version`. */
export const version = defineCommand({
  meta: {
    name: 'version',
    description: 'Print the version',
    examples: ['twitch version', 'twitch version --verbose'],
  } satisfies Meta as Meta,
  args: {
    verbose: {
      type: 'boolean',
      description: "Also print the date of Twitch's documentation that it follows",
    },
  },
  run: ({ args }) => {
    print(`twitch-cli/${number}`)
    if (args.verbose) print(`follows Twitch's documentation of ${documentedUntil}`)
  },
})
