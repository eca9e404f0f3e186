import { defineCommand } from 'citty'
import type { Command } from './tree.ts'

/** The command `twitch` itself, with every subcommand. */
export const root: Command = defineCommand({
  meta: {
    name: 'twitch',
    description: 'A local, complete Twitch platform and its tokens, in one executable',
  },
  subCommands: {
    configure: () => import('./configure.ts').then((module) => module.configure),
    token: () => import('./token.ts').then((module) => module.token),
    api: () => import('./api.ts').then((module) => module.api),
    'mock-api': () => import('./mock-api.ts').then((module) => module.mockApi),
    event: () => import('./event.ts').then((module) => module.event),
    run: () => import('./run.ts').then((module) => module.run),
    logs: () => import('./logs.ts').then((module) => module.logs),
    completion: () => import('./completion.ts').then((module) => module.completion),
    version: () => import('./version.ts').then((module) => module.version),
    '__find-update': () => import('./find-update.ts').then((module) => module.findUpdate),
    __complete: () => import('./completion/answer.ts').then((module) => module.answer(root)),
  },
})
