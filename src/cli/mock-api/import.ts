import { defineCommand } from 'citty'
import type { Meta } from '../usage.ts'
import { databaseFlags } from './database.ts'

/** The command `twitch mock-api import`. */
export const importCommand = defineCommand({
  meta: {
    name: 'import',
    description: "Make a world of the official CLI's database, with the same IDs; its file is only read",
    examples: ['twitch mock-api import', 'twitch mock-api import ./eventCache.db --db ./world.db --json'],
  } satisfies Meta as Meta,
  args: {
    file: {
      type: 'positional',
      required: false,
      description: 'The database; eventCache.db of the configuration directory by default',
    },
    db: {
      ...databaseFlags.db,
      description: 'Database file of the world, or :memory: to see what would come',
    },
    replace: { type: 'boolean', description: 'Move an existing world aside' },
    json: { type: 'boolean', description: 'Print what became of each table as one JSON object' },
  },
  async run({ args }) {
    const { importWorld } = await import('./import/run.ts')
    await importWorld(args)
  },
})
