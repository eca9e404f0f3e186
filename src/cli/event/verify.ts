import { defineCommand } from 'citty'
import type { Meta } from '../usage.ts'
import { webhookFlags, withNoConfig } from './webhook-flags.ts'

/** The command `twitch event verify-subscription`. */
export const verifyCommand = defineCommand({
  meta: {
    name: 'verify-subscription',
    description: 'Send the challenge of a subscription to a webhook, and judge the answer as Twitch does',
    examples: ['twitch event verify-subscription streamup -F http://localhost:3000/hook -s 0123456789'],
  } satisfies Meta as Meta,
  args: {
    type: {
      type: 'positional',
      required: true,
      description: 'The subscription type, such as channel.follow, or its short name, such as follow',
    },
    ...webhookFlags,
    broadcaster: { type: 'string', alias: 'b', description: "The broadcaster's user ID", valueHint: 'ID' },
    'subscription-id': {
      type: 'string',
      alias: 'u',
      description: 'The ID of the subscription',
      valueHint: 'ID',
    },
    'event-id': { type: 'string', alias: 'I', description: 'The ID of the message', valueHint: 'ID' },
    version: {
      type: 'string',
      alias: 'v',
      description: 'The version; the newest by default',
      valueHint: 'VERSION',
    },
    timestamp: { type: 'string', description: 'When it is sent, in RFC 3339', valueHint: 'TIME' },
    transport: {
      type: 'string',
      alias: 'T',
      description: 'Only webhook can be verified',
      valueHint: 'METHOD',
    },
  },
  async run({ args, rawArgs }) {
    const { verify } = await import('./verification.ts')
    await verify(withNoConfig(args, rawArgs))
  },
})
