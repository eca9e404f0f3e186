import { defineCommand } from 'citty'
import { requireMock, serverFlags, serverOf } from '../mock-server.ts'
import type { Meta } from '../usage.ts'

/** The command `twitch mock-api reset`. */
export const reset = defineCommand({
  meta: {
    name: 'reset',
    description: 'Take the running mock server back to the state at its start',
    examples: ['twitch mock-api reset -p 8000'],
  } satisfies Meta as Meta,
  args: serverFlags,
  async run({ args }) {
    await requireMock(serverOf(args), '/units/reset', { method: 'POST' })
  },
})
