import { defineCommand } from 'citty'
import { globalFlags } from './flags.ts'
import { tokenFlags } from './token/flags.ts'

/** `twitch token` */
export const token = defineCommand({
  meta: { name: 'token', description: 'Fetch, validate, refresh or revoke an access token' },
  args: { ...tokenFlags, ...globalFlags },
  async run({ args }) {
    const { tokenRequest } = await import('./token/request.ts')
    const { runToken } = await import('./token/run.ts')
    await runToken(tokenRequest(args))
  },
})
