import { defineCommand } from 'citty'

export const event = defineCommand({
  meta: { name: 'event', description: 'Try EventSub events against the running mock server' },
  subCommands: {
    trigger: () => import('./event/trigger.ts').then((module) => module.triggerCommand),
  },
})
