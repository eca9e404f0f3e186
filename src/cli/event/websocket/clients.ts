import { defineCommand } from 'citty'
import type { Meta } from '../../usage.ts'
import { sessionFlags } from './flags.ts'

/** The command `twitch event websocket reconnect`. */
export const reconnect = defineCommand({
  meta: {
    name: 'reconnect',
    description: 'Ask the clients of the mock server, or one of them, to reconnect',
    examples: ['twitch event websocket reconnect'],
  } satisfies Meta as Meta,
  args: sessionFlags,
  async run({ args }) {
    const { changeSessions } = await import('./change.ts')
    await changeSessions(args.mock, args.session, { reconnect: true })
  },
})

/** The command `twitch event websocket close`. */
export const close = defineCommand({
  meta: {
    name: 'close',
    description: 'Close the connection of a client of the mock server',
    examples: ['twitch event websocket close --session=e411cc1e_a2613d4e --reason=4006'],
  } satisfies Meta as Meta,
  args: {
    ...sessionFlags,
    reason: { type: 'string', description: 'The code, from 4000 to 4007', valueHint: 'CODE' },
  },
  async run({ args }) {
    const { CliError } = await import('../../errors.ts')
    const { wholeNumber } = await import('../../values.ts')
    const { changeSessions } = await import('./change.ts')
    if (!args.session || args.reason === undefined)
      throw new CliError('a session and a reason are needed', 'give --session and --reason')
    await changeSessions(args.mock, args.session, { close: wholeNumber(args.reason, '--reason', 4000, 4007) })
  },
})

/** The command `twitch event websocket keepalive`. */
export const keepalive = defineCommand({
  meta: {
    name: 'keepalive',
    description: 'Leave out the keepalive messages of a client of the mock server, or send them again',
    examples: ['twitch event websocket keepalive --session=e411cc1e_a2613d4e --enabled=false'],
  } satisfies Meta as Meta,
  args: {
    ...sessionFlags,
    enabled: { type: 'boolean', description: 'Whether they are sent; --enabled=false' },
  },
  async run({ args }) {
    const { CliError } = await import('../../errors.ts')
    const { changeSessions } = await import('./change.ts')
    if (!args.session) throw new CliError('a session is needed', 'give --session and --enabled=false')
    // The official CLI's default is false.
    await changeSessions(args.mock, args.session, { keepalive: args.enabled ?? false })
  },
})
