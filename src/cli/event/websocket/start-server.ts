import { defineCommand, runCommand } from 'citty'
import { portFlag } from '../../mock-server.ts'
import type { Meta } from '../../usage.ts'

/** The command `twitch event websocket start-server`. */
export const startServer = defineCommand({
  meta: {
    name: 'start-server',
    description: 'Serve EventSub by WebSocket: the mock server, with data that is not kept',
    examples: ['twitch event websocket start-server -p 8000'],
  } satisfies Meta as Meta,
  args: {
    ...portFlag('Port to listen on'),
    ip: {
      type: 'string',
      description: 'Address to listen on; only this machine by default',
      valueHint: 'ADDRESS',
    },
    'require-subscription': {
      type: 'boolean',
      alias: 'S',
      description:
        'Send events only to subscribed clients; close those without a subscription after 10 seconds',
    },
    ssl: {
      type: 'boolean',
      description: 'Serve wss and https with localhost.crt and localhost.key of the configuration directory',
    },
    debug: {
      type: 'boolean',
      description: 'Accepted for the official CLI, without effect: events are always logged',
    },
  },
  async run({ args }) {
    const { start } = await import('../../mock-api/start.ts')
    const { certificateFlags } = await import('./certificate.ts')
    const host = args.ip === undefined ? [] : [`--host=${args.ip}`]
    const flags = [
      '--db=:memory:',
      '--irc=false',
      '--eventsub-token=false',
      `--require-subscription=${Boolean(args['require-subscription'])}`,
    ]
    const tls = args.ssl ? certificateFlags() : []
    await runCommand(start, { rawArgs: [`--port=${args.port}`, ...host, ...flags, ...tls] })
  },
})
