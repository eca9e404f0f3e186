import { defineCommand } from 'citty'
import { globalFlags } from './flags.ts'
import { tokenFlags } from './token/flags.ts'
import type { Meta } from './usage.ts'

/** `twitch token` */
export const token = defineCommand({
  meta: {
    name: 'token',
    description: 'Fetch, validate, refresh or revoke an access token',
    examples: [
      'twitch token -u -s "user:read:email"',
      'twitch token',
      'twitch token -u --dcf -s "user:read:email"',
      'twitch token --mock=http://localhost:8000 -u -s "user:read:email channel:manage:polls"',
      'twitch token -v TOKEN',
    ],
  } satisfies Meta as Meta,
  args: { ...tokenFlags, ...globalFlags },
  async run({ args }) {
    const { tokenRequest } = await import('./token/request.ts')
    const { runToken } = await import('./token/run.ts')
    await runToken(tokenRequest(args))
  },
})
