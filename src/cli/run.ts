import { defineCommand } from 'citty'
import { CliError } from './errors.ts'
import type { FlagsDef } from './flags.ts'
import { databaseFlags } from './mock-api/database.ts'
import { fixturesFlag } from './mock-api/world.ts'
import type { Meta } from './usage.ts'

const { count, seed, now } = databaseFlags

/** The command `twitch run`. */
export const run = defineCommand({
  meta: {
    name: 'run',
    description: "Run a program that has Twitch's own addresses wired in against the mock, unmodified",
    examples: [
      'twitch run -- node bot.js',
      'twitch run --fixtures world.yaml -- python3 bot.py',
      'twitch run --mock http://localhost:8080 -q -- go test ./...',
    ],
  } satisfies Meta as Meta,
  args: {
    command: {
      type: 'positional',
      required: true,
      many: true,
      description: 'The program and its arguments, after --',
    },
    mock: {
      type: 'string',
      description: 'A mock server that runs, instead of a new one in memory',
      valueHint: 'URL',
    },
    count,
    seed,
    now,
    ...fixturesFlag,
    passthrough: { type: 'boolean', description: "Let the program reach hosts that are none of Twitch's" },
    quiet: { type: 'boolean', alias: 'q', description: 'Leave out the summary at the end' },
  } satisfies FlagsDef,
  async run({ args, rawArgs }) {
    const at = rawArgs.findIndex((word) => word === '--' || !word.startsWith('--'))
    const words = rawArgs.slice(rawArgs[at] === '--' ? at + 1 : at)
    if (args.mock !== undefined && (args.seed ?? args.now ?? args.fixtures) !== undefined) {
      throw new CliError(
        'a running mock has its world',
        'give either --mock, or --seed, --now and --fixtures',
      )
    }
    const { runProgram } = await import('./run/program.ts')
    process.exitCode = await runProgram({ ...args, words }, rawArgs)
  },
})
