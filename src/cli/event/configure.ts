import { defineCommand } from 'citty'
import type { Meta } from '../usage.ts'
import { webhookFlags } from './webhook-flags.ts'

const { 'no-config': _, ...args } = webhookFlags

/** The command `twitch event configure`. */
export const configureCommand = defineCommand({
  meta: {
    name: 'configure',
    description:
      'Store the address and the secret of the webhooks that trigger, retrigger and verify-subscription send',
    examples: ['twitch event configure -F http://localhost:3000/hook -s 0123456789'],
  } satisfies Meta as Meta,
  args,
  async run({ args }) {
    const { configFile, writeConfig } = await import('../../config.ts')
    const { CliError } = await import('../errors.ts')
    const { print } = await import('../output.ts')
    const { addressValue, secretValue } = await import('./webhook.ts')
    const { 'forward-address': address, secret, config } = args as typeof args & { config?: string }
    if (address === undefined && secret === undefined)
      throw new CliError('nothing is given to store', 'give -F or -s')
    writeConfig(configFile(config), {
      ...(address !== undefined && { FORWARDADDRESS: addressValue(address) }),
      ...(secret !== undefined && { EVENTSECRET: secretValue(secret) }),
    })
    print('Updated configuration.')
  },
})
