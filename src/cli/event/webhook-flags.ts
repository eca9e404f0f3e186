import type { FlagsDef } from '../flags.ts'

/** The flags of every command that sends a webhook. */
export const webhookFlags = {
  'forward-address': {
    type: 'string',
    alias: 'F',
    description: 'The URL that the webhook is sent to; that of "twitch event configure" by default',
    valueHint: 'URL',
  },
  secret: {
    type: 'string',
    alias: 's',
    description: 'The secret that signs the webhook, of 10 to 100 characters',
    valueHint: 'SECRET',
  },
  'no-config': {
    type: 'boolean',
    alias: 'D',
    description: 'Leave out the address and the secret of "twitch event configure"',
  },
} as const satisfies FlagsDef

/** The flags with --no-config, which citty parses as the negation of --config. */
export const withNoConfig = <Args extends object>(args: Args, rawArgs: readonly string[]) => ({
  ...args,
  'no-config': rawArgs.includes('--no-config=true'),
})
