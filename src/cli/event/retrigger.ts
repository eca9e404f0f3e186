import { defineCommand } from 'citty'
import type { Meta } from '../usage.ts'
import { answerFlags } from './answer-flags.ts'
import { webhookFlags, withNoConfig } from './webhook-flags.ts'

/** The command `twitch event retrigger`. */
export const retriggerCommand = defineCommand({
  meta: {
    name: 'retrigger',
    description: 'Send an event again that "twitch event trigger" has made, as a webhook',
    examples: [
      'twitch event retrigger -i 713f3254-0178-9757-7439-d779400c0999 -F http://localhost:3000/hook',
    ],
  } satisfies Meta as Meta,
  args: {
    id: {
      type: 'string',
      alias: 'i',
      description: 'The ID of the message, or of the subscription in it',
      valueHint: 'ID',
    },
    ...webhookFlags,
    ...answerFlags,
  },
  async run({ args, rawArgs }) {
    const { CliError } = await import('../errors.ts')
    const { destinationOf } = await import('./webhook.ts')
    const { recall } = await import('./sent.ts')
    const { sendAndTell } = await import('./send.ts')
    if (!args.id) throw new CliError('no ID is given', 'give -i with the ID of an event')
    const { address, secret } = destinationOf(withNoConfig(args, rawArgs))
    if (!address) throw new CliError('no address is given', 'give -F, or run "twitch event configure -F URL"')
    // The timestamp is new, since receivers discard messages that are older than ten minutes.
    const timestamp = new Date().toISOString().replace('Z', '000000Z')
    await sendAndTell({ ...recall(args.id), timestamp }, { address, secret }, args)
  },
})
