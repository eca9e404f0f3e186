import { defineCommand } from 'citty'
import { printJson } from '../output.ts'
import type { Meta } from '../usage.ts'
import { countValue, databaseFlags, openDatabase, startValue } from './database.ts'

/** The command `twitch mock-api generate`. */
export const generate = defineCommand({
  meta: {
    name: 'generate',
    description: 'Generate users and their data, in addition to the existing ones',
    examples: [
      'twitch mock-api generate -c 6',
      'twitch mock-api generate --seed 1 --now 2026-01-31T12:00:00Z --db ./one.db --json',
    ],
  } satisfies Meta as Meta,
  args: {
    ...databaseFlags,
    json: { type: 'boolean', description: 'Print client, secret, user and token as one JSON object' },
  },
  async run({ args }) {
    const count = countValue(args)
    const store = await openDatabase(args)
    try {
      const { generateAndTell } = await import('./generation.ts')
      const { client, token, partner } = await generateAndTell(store, count, startValue(args))
      if (args.json) {
        printJson({
          client_id: client.id,
          client_secret: client.secret,
          user_id: partner?.id ?? null,
          access_token: token.token,
        })
      }
    } finally {
      store.close()
    }
  },
})
