import { defineCommand } from 'citty'

export const root = defineCommand({
  meta: {
    name: 'twitch',
    description: 'A local, complete Twitch platform and its tokens, in one executable',
  },
  subCommands: {
    configure: () => import('./configure.ts').then((module) => module.configure),
    token: () => import('./token.ts').then((module) => module.token),
    'mock-api': () => import('./mock-api.ts').then((module) => module.mockApi),
    version: () => import('./version.ts').then((module) => module.version),
  },
})
