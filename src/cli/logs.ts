import { defineCommand } from 'citty'

/** The command `twitch logs`. */
export const logs = defineCommand({
  meta: { name: 'logs', description: 'Watch the requests to a running mock server' },
  subCommands: {
    tail: () => import('./logs/tail.ts').then((module) => module.tail),
  },
})
