import { defineCommand } from 'citty'
import type { Meta } from './usage.ts'

/** `twitch configure` */
export const configure = defineCommand({
  meta: {
    name: 'configure',
    description: 'Store the Client ID and Client Secret of your application',
    examples: [
      'twitch configure',
      'twitch configure -i uo6dggojyb8d6soh92zknwmi5ej1q2 -s - <secret.txt',
      'twitch configure -i uo6dggojyb8d6soh92zknwmi5ej1q2',
    ],
  } satisfies Meta as Meta,
  args: {
    'client-id': {
      type: 'string',
      alias: 'i',
      description: 'Client ID; asked for if not given',
      valueHint: 'ID',
    },
    'client-secret': {
      type: 'string',
      alias: 's',
      description: 'Client Secret; asked for if not given; - reads it from standard input',
      valueHint: 'SECRET',
    },
  },
  async run({ args }) {
    const { storeCredentials } = await import('./credentials.ts')
    const { print } = await import('./output.ts')
    const { configFile } = await import('../config.ts')
    const file = configFile((args as { config?: string }).config)
    await storeCredentials(file, { clientId: args['client-id'], clientSecret: args['client-secret'] })
    print('Updated configuration.')
  },
})
