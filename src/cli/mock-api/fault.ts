import { defineCommand } from 'citty'

/** The command `twitch mock-api fault`. */
export const fault = defineCommand({
  meta: { name: 'fault', description: 'Have requests to the running mock server go wrong on purpose' },
  subCommands: {
    add: () => import('./fault/add.ts').then((module) => module.add),
    list: () => import('./fault/list.ts').then((module) => module.list),
    clear: () => import('./fault/clear.ts').then((module) => module.clear),
  },
})
