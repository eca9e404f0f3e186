import { defineCommand } from 'citty'

/** The command `twitch mock-api`. */
export const mockApi = defineCommand({
  meta: { name: 'mock-api', description: 'Generate mock data and serve a local Twitch API' },
  subCommands: {
    ca: () => import('./mock-api/ca.ts').then((module) => module.ca),
    clock: () => import('./mock-api/clock.ts').then((module) => module.clock),
    export: () => import('./mock-api/export.ts').then((module) => module.exportCommand),
    fault: () => import('./mock-api/fault.ts').then((module) => module.fault),
    generate: () => import('./mock-api/generate.ts').then((module) => module.generate),
    import: () => import('./mock-api/import.ts').then((module) => module.importCommand),
    reset: () => import('./mock-api/reset.ts').then((module) => module.reset),
    snapshot: () => import('./mock-api/snapshot.ts').then((module) => module.snapshot),
    start: () => import('./mock-api/start.ts').then((module) => module.start),
    wait: () => import('./mock-api/wait.ts').then((module) => module.wait),
  },
})
