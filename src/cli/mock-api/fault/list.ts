import { defineCommand } from 'citty'
import { printable } from '../../../lib/printable.ts'
import { requireMock, serverFlags, serverOf } from '../../mock-server.ts'
import { print, printJson } from '../../output.ts'
import type { Meta } from '../../usage.ts'

interface Fault {
  id: string
  match?: object
  effect: object
  met: number
  done: number
}

/** The command `twitch mock-api fault list`. */
export const list = defineCommand({
  meta: {
    name: 'list',
    description: 'List the faults in force, with how often each was met and done',
    examples: ['twitch mock-api fault list -p 8000'],
  } satisfies Meta as Meta,
  args: { json: { type: 'boolean', description: 'Print the answer as one JSON object' }, ...serverFlags },
  async run({ args }) {
    const answer = await requireMock(serverOf(args), '/units/faults')
    const faults = (await answer.json()) as { data: Fault[] }
    if (args.json) printJson(faults)
    else for (const line of table(faults.data)) print(line)
  },
})

const HEAD = ['ID', 'MET', 'DONE', 'MATCH', 'WHEN', 'EFFECT']

function table(faults: readonly Fault[]): string[] {
  const rows = faults.map(({ id, match = {}, effect, met, done, ...when }) => [
    ...[id, String(met), String(done)],
    ...[said(match, 'everything'), said(when, 'always'), said(effect, '')],
  ])
  const widths = HEAD.map((_, at) => Math.max(...[HEAD, ...rows].map((row) => Bun.stringWidth(row[at]!))))
  const padded = (cell: string, at: number) => cell + ' '.repeat(widths[at]! - Bun.stringWidth(cell))
  return [HEAD, ...rows].map((row) => row.map(padded).join('  ').trimEnd())
}

function said(members: object, none: string): string {
  const words = Object.entries(members).map(([name, value]) => {
    const text = printable(String(value))
    return `${name}=${/\s/.test(text) ? `"${text}"` : text}`
  })
  return words.join(' ') || none
}
