import { defineCommand } from 'citty'
import type { FlagsDef } from '../../flags.ts'
import { requireMock, serverFlags, serverOf } from '../../mock-server.ts'
import type { Meta } from '../../usage.ts'

/** The command `twitch mock-api fault clear`. */
export const clear = defineCommand({
  meta: {
    name: 'clear',
    description: 'Remove faults; all, if none is named',
    examples: ['twitch mock-api fault clear -p 8000', 'twitch mock-api fault clear 1 2 -p 8000'],
  } satisfies Meta as Meta,
  args: {
    id: { type: 'positional', required: false, many: true, description: 'The IDs of faults' },
    ...serverFlags,
  } satisfies FlagsDef,
  async run({ args }) {
    const server = serverOf(args)
    const paths = args._.length > 0 ? args._.map((id) => `/${encodeURIComponent(id)}`) : ['']
    for (const path of paths) await requireMock(server, `/units/faults${path}`, { method: 'DELETE' })
  },
})
