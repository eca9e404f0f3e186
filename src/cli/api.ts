import { defineCommand } from 'citty'
import type { Method } from './api/request.ts'

const command = (method: Method) => () =>
  import('./api/command.ts').then(({ apiCommand }) => apiCommand(method))

/** `twitch api` */
export const api = defineCommand({
  meta: { name: 'api', description: 'Call the Twitch API, or the running mock server' },
  subCommands: {
    get: command('GET'),
    post: command('POST'),
    put: command('PUT'),
    patch: command('PATCH'),
    delete: command('DELETE'),
  },
})
