import { defineCommand } from 'citty'
import { printable } from '../../lib/printable.ts'
import { colour } from '../colour.ts'
import { CliError } from '../errors.ts'
import { mockFlag, requireMock } from '../mock-server.ts'
import { print } from '../output.ts'
import type { Meta } from '../usage.ts'
import { httpUrl } from '../values.ts'
import { serverSentData } from './server-sent-data.ts'

/** The command `twitch logs tail`. */
export const tail = defineCommand({
  meta: {
    name: 'tail',
    description: 'Show the requests that a running mock server answers, without secrets',
    examples: ['twitch logs tail --mock http://localhost:8000 --filter-status 4xx'],
  } satisfies Meta as Meta,
  args: {
    json: { type: 'boolean', description: 'Print each as one JSON object on a line' },
    bodies: { type: 'boolean', description: 'Show the bodies of requests and answers too' },
    'filter-status': {
      type: 'string',
      description: 'Only one status, such as 404, or one class, such as 4xx',
      valueHint: 'STATUS',
    },
    'filter-path': {
      type: 'string',
      description: 'Only one path, in which * stands for anything',
      valueHint: 'PATTERN',
    },
    ...mockFlag,
  },
  async run({ args }) {
    const { 'filter-status': status, 'filter-path': path } = args
    const query = new URLSearchParams({ ...(status && { status }), ...(path && { path }) })
    const mock = httpUrl(args.mock, '--mock')
    const response = await requireMock(mock, `/units/live?${query}`)
    for await (const data of serverSentData(response)) {
      if (args.json) print(printable(data))
      else for (const line of linesOf(JSON.parse(data), args.bodies)) print(line)
    }
    throw new CliError(`the mock server at ${mock} has ended`)
  },
})

/** The shown members of a journal's entry. */
interface Entry {
  at: string
  method: string
  path: string
  operation: string | null
  status: number
  refusal: string | null
  ms: number
  request: { body: unknown }
  response: { body: unknown }
}

function linesOf(entry: Entry, hasBodies = false): string[] {
  const { at, method, path, operation, status, refusal, ms, request, response } = entry
  const outcome = colour(status < 400 ? 'green' : 'red', String(status), process.stdout)
  const name = operation ? ` (${operation})` : ''
  const line = `${at} ${printable(`${method} ${path}`)} ${outcome} ${ms.toFixed(1)} ms${name}`
  const bodies = hasBodies ? [shown('>', request.body), shown('<', response.body)].flat() : []
  return [refusal ? `${line} ${printable(refusal)}` : line, ...bodies]
}

/** The lines of a body: with > for a request, with < for an answer. */
function shown(direction: string, body: unknown): string[] {
  if (body === null) return []
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return [`  ${direction} ${printable(text)}`]
}
