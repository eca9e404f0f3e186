import { defineCommand } from 'citty'

/** The command `twitch logs`. */
export const logs = defineCommand({
  meta: { name: 'logs', description: 'Watch what a running mock server is asked' },
  subCommands: {
    tail: () => import('./logs/tail.ts').then((module) => module.tail),
  },
})
