import { defineCommand } from 'citty'
import { printable } from '../../lib/printable.ts'
import { CliError } from '../errors.ts'
import { requireMock, serverFlags, serverOf } from '../mock-server.ts'
import { print, printJson } from '../output.ts'
import type { Meta } from '../usage.ts'
import { momentValue } from '../values.ts'

interface Answer {
  now: string
  frozen: boolean
  fired?: { timer: string; subject: string; at: string }[]
}

/** The command `twitch mock-api clock`. */
export const clock = defineCommand({
  meta: {
    name: 'clock',
    description: 'Show, move, freeze or thaw the clock of the running mock server',
    examples: [
      'twitch mock-api clock -p 8000',
      'twitch mock-api clock advance 5m -p 8000',
      'twitch mock-api clock set 2030-01-31T12:00:00Z -p 8000',
      'twitch mock-api clock freeze -p 8000',
    ],
  } satisfies Meta as Meta,
  args: {
    action: {
      type: 'positional',
      required: false,
      description: 'advance by a duration, set to a time, freeze or thaw; nothing shows the time',
    },
    value: {
      type: 'positional',
      required: false,
      description: 'A duration such as 5m, or a time in RFC 3339',
    },
    settle: { type: 'boolean', description: 'Wait until EventSub has delivered what came of it' },
    json: { type: 'boolean', description: 'Print the answer as one JSON object' },
    ...serverFlags,
  },
  async run({ args }) {
    const change = changeOf(args.action, args.value)
    const body = change && { ...change, ...(args.settle && { settle: true }) }
    const answer = await requireMock(serverOf(args), '/units/clock', body && { method: 'POST', body })
    const state = (await answer.json()) as Answer
    if (args.json) printJson(state)
    else for (const line of linesOf(state)) print(line)
  },
})

/** @throws CliError for an unknown action, and for a missing or wrong value */
function changeOf(action: string | undefined, value: string | undefined): object | undefined {
  switch (action) {
    case undefined:
      return undefined
    case 'freeze':
      return { freeze: true }
    case 'thaw':
      return { freeze: false }
    case 'advance':
      if (!value) throw new CliError('no duration is given', 'write "advance 5m"')
      return { advance: value }
    case 'set':
      if (!value) throw new CliError('no time is given', 'write "set 2030-01-31T12:00:00Z"')
      return { now: momentValue(value, 'set').toISOString() }
    default:
      throw new CliError(`there is no action "${printable(action)}"`, 'give advance, set, freeze or thaw')
  }
}

function linesOf({ now, frozen, fired = [] }: Answer): string[] {
  return [
    ...fired.map(({ timer, subject, at }) => `${at} ${timer} ${printable(subject)}`),
    `${now}${frozen ? ' (frozen)' : ''}`,
  ]
}
