import { defineCommand } from 'citty'
import { printable } from '../../lib/printable.ts'
import { CliError } from '../errors.ts'
import { requireMock, serverFlags, serverOf } from '../mock-server.ts'
import { print, printJson } from '../output.ts'
import type { Meta } from '../usage.ts'

interface Snapshot {
  name: string
  size: number
  created_at: string
}

/** The command `twitch mock-api snapshot`. */
export const snapshot = defineCommand({
  meta: {
    name: 'snapshot',
    description: 'Keep the state of the running mock server under a name, and go back to it',
    examples: [
      'twitch mock-api snapshot save before -p 8000',
      'twitch mock-api snapshot restore before -p 8000',
      'twitch mock-api snapshot list -p 8000',
      'twitch mock-api snapshot delete before -p 8000',
    ],
  } satisfies Meta as Meta,
  args: {
    action: { type: 'positional', required: false, description: 'save, restore, list or delete' },
    name: { type: 'positional', required: false, description: 'The name of the snapshot' },
    json: { type: 'boolean', description: 'Print the answer as one JSON object' },
    ...serverFlags,
  },
  async run({ args }) {
    const { action, name, json } = args
    const server = serverOf(args)
    if (action === 'list') {
      const list = (await (await requireMock(server, '/units/snapshots')).json()) as { data: Snapshot[] }
      if (json) printJson(list)
      else
        for (const { name, size, created_at } of list.data) print(`${created_at} ${size} ${printable(name)}`)
      return
    }
    const request = action && actions[action]
    if (!request) {
      const known = action === undefined ? 'no action is given' : `there is no action "${printable(action)}"`
      throw new CliError(known, 'give save, restore, list or delete')
    }
    if (!name) throw new CliError('no name is given', `write "${action} before"`)
    const { path, ...rest } = request(encodeURIComponent(name), name)
    const answer = await requireMock(server, `/units/snapshots${path}`, rest)
    if (json) printJson(answer.status === 204 ? { name } : ((await answer.json()) as object))
  },
})

const actions: Record<
  string,
  (path: string, name: string) => { method: string; path: string; body?: object }
> = {
  save: (_, name) => ({ method: 'POST', path: '', body: { name } }),
  restore: (path) => ({ method: 'POST', path: `/${path}/restore` }),
  delete: (path) => ({ method: 'DELETE', path: `/${path}` }),
}
