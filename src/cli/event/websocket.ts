import { defineCommand, runCommand } from 'citty'
import { mockFlag, portFlag } from '../mock-server.ts'
import type { Meta } from '../usage.ts'

const session = {
  type: 'string',
  alias: 's',
  description: 'The session that is meant',
  valueHint: 'ID',
} as const

const startServer = defineCommand({
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
      description: 'Taken as by the official CLI: it is so',
    },
    debug: { type: 'boolean', description: 'Taken as by the official CLI' },
  },
  async run({ args }) {
    const { start } = await import('../mock-api/start.ts')
    const host = args.ip === undefined ? [] : [`--host=${args.ip}`]
    await runCommand(start, { rawArgs: [`--port=${args.port}`, ...host, '--db=:memory:', '--irc=false'] })
  },
})

const reconnect = defineCommand({
  meta: {
    name: 'reconnect',
    description: 'Ask the clients of the mock server, or one of them, to reconnect',
    examples: ['twitch event websocket reconnect'],
  } satisfies Meta as Meta,
  args: { session, ...mockFlag },
  async run({ args }) {
    const { changeSessions } = await import('./sessions.ts')
    await changeSessions(args.mock, args.session, { reconnect: true })
  },
})

const close = defineCommand({
  meta: {
    name: 'close',
    description: 'Close the connection of a client of the mock server',
    examples: ['twitch event websocket close --session=e411cc1e_a2613d4e --reason=4006'],
  } satisfies Meta as Meta,
  args: {
    session,
    reason: { type: 'string', description: 'The code, from 4000 to 4007', valueHint: 'CODE' },
    ...mockFlag,
  },
  async run({ args }) {
    const { CliError } = await import('../errors.ts')
    const { wholeNumber } = await import('../values.ts')
    const { changeSessions } = await import('./sessions.ts')
    if (!args.session || args.reason === undefined)
      throw new CliError('a session and a reason are needed', 'give --session and --reason')
    await changeSessions(args.mock, args.session, { close: wholeNumber(args.reason, '--reason', 4000, 4007) })
  },
})

/** The command `twitch event websocket`. */
export const websocketCommand = defineCommand({
  meta: {
    name: 'websocket',
    description: 'Serve EventSub by WebSocket, and try its reconnections and closures',
  },
  subCommands: { 'start-server': startServer, reconnect, close },
})
