import { defineCommand } from 'citty'
import type { Meta } from '../../usage.ts'
import { sessionFlags } from './flags.ts'

/** The command `twitch event websocket subscription`. */
export const subscription = defineCommand({
  meta: {
    name: 'subscription',
    description: 'Change the status of a subscription at the mock server, as Twitch does when it revokes one',
    examples: ['twitch event websocket subscription --status=user_removed --subscription=82a855-fae8-93bff0'],
  } satisfies Meta as Meta,
  args: {
    ...sessionFlags,
    session: {
      ...sessionFlags.session,
      description: 'Taken as by the official CLI: the subscription says which',
    },
    status: { type: 'string', description: 'The new status, such as user_removed', valueHint: 'STATUS' },
    subscription: { type: 'string', description: 'The ID of the subscription', valueHint: 'ID' },
  },
  async run({ args }) {
    const { CliError } = await import('../../errors.ts')
    const { changeSubscription } = await import('./change.ts')
    if (!args.status || !args.subscription)
      throw new CliError('a status and a subscription are needed', 'give --status and --subscription')
    await changeSubscription(args.mock, args.subscription, { status: args.status })
  },
})
