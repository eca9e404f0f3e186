import { defineCommand } from 'citty'
import { printable } from '../../lib/printable.ts'
import { shortEventNames } from '../../twitch/event-names.ts'
import { eventSubTypes } from '../../twitch/eventsub.ts'
import { MOCK_SERVER_URL } from '../../twitch/urls.ts'
import { CliError } from '../errors.ts'
import { log } from '../log.ts'
import { printJson } from '../output.ts'
import { suggestion } from '../suggestion.ts'
import type { Meta } from '../usage.ts'
import { given, httpUrl } from '../values.ts'

const SUBSCRIBED = 'subscribe that callback at the mock server with its secret; the event is sent to it'

const types = [...new Set(eventSubTypes.map(({ type }) => type))].sort()

/** The command `twitch event trigger`. */
export const triggerCommand = defineCommand({
  meta: {
    name: 'trigger',
    description: 'Send an event of any type to whoever has subscribed to it at the mock server',
    examples: [
      'twitch event trigger channel.follow',
      `twitch event trigger channel.cheer --event '{"bits":500}'`,
      'twitch event trigger channel.raid --to-user 178583392 --mock http://localhost:8000',
    ],
    instead: Object.fromEntries(
      ['-F', '--forward-address', '-s', '--secret'].map((flag) => [flag, SUBSCRIBED]),
    ),
    notes: `The types:\n${types.map((type) => `  ${type}`).join('\n')}`,
  } satisfies Meta as Meta,
  args: {
    type: {
      type: 'positional',
      description: 'The subscription type, such as channel.follow, or its short name, such as follow',
      required: true,
    },
    version: {
      type: 'string',
      alias: 'v',
      description: 'The version; the newest by default',
      valueHint: 'VERSION',
    },
    'to-user': { type: 'string', alias: 't', description: "The broadcaster's user ID", valueHint: 'ID' },
    condition: {
      type: 'string',
      description: 'Other keys of the condition, as key=value and separated by commas',
      valueHint: 'KEY=VALUE',
    },
    'subscription-id': {
      type: 'string',
      alias: 'u',
      description: 'A subscription whose version and condition are meant',
      valueHint: 'ID',
    },
    transport: {
      type: 'string',
      alias: 'T',
      description: 'Taken as by the official CLI; the subscription says how events travel',
      valueHint: 'METHOD',
    },
    session: { type: 'string', description: 'Taken as by the official CLI, too', valueHint: 'ID' },
    event: { type: 'string', description: 'Fields of the event as a JSON object', valueHint: 'JSON' },
    mock: { type: 'string', default: MOCK_SERVER_URL, description: 'The mock server', valueHint: 'URL' },
  },
  async run({ args }) {
    const type = shortEventNames[args.type] ?? args.type
    if (!types.includes(type)) {
      const near = suggestion(type, types) ?? 'see "twitch event trigger --help" for all'
      throw new CliError(`there is no subscription type "${printable(type)}"`, near)
    }
    const condition = {
      ...(args['to-user'] !== undefined && {
        broadcaster_user_id: given(args['to-user'], '-t, --to-user', "a user's ID"),
      }),
      ...pairs(args.condition),
    }
    const { version, 'subscription-id': subscription_id } = args
    const wanted = { type, version, subscription_id, condition, event: object(args.event) }
    const triggered = await post(httpUrl(args.mock, '--mock'), wanted)
    log.info(`Announced ${type}`)
    printJson(triggered)
  },
})

function pairs(text = ''): Record<string, string> {
  const entries = text
    .split(',')
    .filter(Boolean)
    .map((pair) => pair.split('=', 2))
  if (entries.every(([key, value]) => key && value)) return Object.fromEntries(entries)
  throw new CliError(
    `invalid value "${printable(text)}" for --condition`,
    'give key=value, such as reward_id=1234',
  )
}

function object(text: string | undefined): object | undefined {
  if (text === undefined) return undefined
  try {
    const value = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {}
  throw new CliError(
    'the value of --event is not a JSON object',
    'give one such as \'{"user_name":"Somebody"}\'',
  )
}

async function post(mock: string, wanted: object): Promise<object> {
  const request = { method: 'POST', body: JSON.stringify(wanted) }
  const response = await fetch(`${mock}/units/events`, request).catch(() => {
    throw new CliError(
      `no mock server answers at ${mock}`,
      'start it with "twitch mock-api start", or give --mock URL',
    )
  })
  const answer = (await response.json().catch(() => ({}))) as { message?: string }
  if (!response.ok)
    throw new CliError(`the mock server refused the event: ${answer.message ?? response.status}`)
  return answer
}
