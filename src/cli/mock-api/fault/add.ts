import { defineCommand } from 'citty'
import { requireMock, serverFlags, serverOf } from '../../mock-server.ts'
import { print, printJson } from '../../output.ts'
import type { Meta } from '../../usage.ts'
import { faultFlags, faultOf } from './flags.ts'

/** The command `twitch mock-api fault add`. */
export const add = defineCommand({
  meta: {
    name: 'add',
    description: 'Add a fault, and print its ID',
    examples: [
      'twitch mock-api fault add --operation "Get Users" --times 1 --status 429 --retry-after 2 -p 8000',
      'twitch mock-api fault add --effect slow_down --times 2 -p 8000',
      "twitch mock-api fault add --path '/mock/*' --probability 0.1 --body reset -p 8000",
    ],
  } satisfies Meta as Meta,
  args: {
    ...faultFlags,
    json: { type: 'boolean', description: 'Print the fault as one JSON object' },
    ...serverFlags,
  },
  async run({ args }) {
    const body = faultOf(args)
    const answer = await requireMock(serverOf(args), '/units/faults', { method: 'POST', body })
    const fault = (await answer.json()) as { id: string }
    if (args.json) printJson(fault)
    else print(fault.id)
  },
})
