import { printable } from '../../lib/printable.ts'
import { MOCK_SERVER_URL } from '../../twitch/urls.ts'
import { CliError } from '../errors.ts'
import { log } from '../log.ts'
import { askMock, noMockServer } from '../mock-server.ts'
import { notice, printJson } from '../output.ts'
import { given, httpUrl, momentValue, wholeNumber } from '../values.ts'
import type { AnswerArgs } from './answer-flags.ts'
import { type FieldArgs, fieldsOf } from './fields.ts'
import { writtenMessage } from './message.ts'
import { sendAndTell } from './send.ts'
import { remember } from './sent.ts'
import { typeOf } from './type.ts'
import { type Destination, destinationOf, type WebhookArgs } from './webhook.ts'

/** A command line of `twitch event trigger`, as it was typed. */
export interface TriggerArgs extends WebhookArgs, FieldArgs, AnswerArgs {
  type: string
  version?: string
  condition?: string
  event?: string
  'to-user'?: string
  'to-user-name'?: string
  'from-user'?: string
  'from-user-name'?: string
  'subscription-id'?: string
  'subscription-status'?: string
  'event-id'?: string
  timestamp?: string
  'client-id'?: string
  count?: string
  transport?: string
  session?: string
  mock?: string
}

const MAXIMUM_COUNT = 10_000

/**
 * Sends an event to a webhook, or lets the mock server publish it. Without either, the event is only printed.
 *
 * @throws CliError, ConfigError
 */
export async function trigger(args: TriggerArgs): Promise<void> {
  const type = typeOf(args.type)
  const transport = args.transport?.toLowerCase() ?? 'webhook'
  if (!/^(webhook|websocket)$/.test(transport))
    throw new CliError('invalid value for -T, --transport', 'give webhook or websocket')
  const count = args.count === undefined ? 1 : wholeNumber(args.count, '-c, --count', 0, MAXIMUM_COUNT)
  const wanted = wantedOf(type, args)
  const mock = args.mock === undefined ? undefined : httpUrl(args.mock, '--mock')
  const destination = mock || transport === 'websocket' ? {} : destinationOf(args)
  for (let left = count; left > 0; left--) {
    if (destination.address) await write(wanted, args, destination)
    else if (!(await announce(mock ?? MOCK_SERVER_URL, wanted))) {
      if (mock || transport === 'websocket') throw noMockServer(mock ?? MOCK_SERVER_URL)
      notice(`no mock server answers at ${MOCK_SERVER_URL}, and no address is given: it is only printed`)
      await write(wanted, args, destination)
    }
  }
}

type TriggerRequest = ReturnType<typeof wantedOf>

function wantedOf(type: string, args: TriggerArgs) {
  const timestamp = args.timestamp === undefined ? undefined : momentValue(args.timestamp, '--timestamp')
  const { 'gift-user': giver, 'from-user': from, 'to-user': to } = args
  const viewer = giver ?? from
  return {
    type,
    version: args.version,
    timestamp,
    to: to === undefined ? undefined : given(to, '-t, --to-user', "a user's ID"),
    viewer: viewer === undefined ? undefined : given(viewer, '-f, --from-user', "a user's ID"),
    subscriptionId: args['subscription-id'],
    session: args.session,
    condition: pairs(args.condition),
    event: { ...gift(type, args), ...fieldsOf(type, args, timestamp ?? new Date()), ...object(args.event) },
    names: { to: args['to-user-name'], from: args['from-user-name'] },
  }
}

/** The field of a gifted subscription of a receiver; channel.subscription.gift is the event of the giver. */
const gift = (type: string, { type: word, 'gift-user': giver }: TriggerArgs) =>
  type === 'channel.subscribe' && (word === 'gift' || giver !== undefined) && { is_gift: true }

async function write(
  wanted: TriggerRequest,
  args: TriggerArgs,
  { address, secret }: Destination,
): Promise<void> {
  const { to, viewer, names, session, ...rest } = wanted
  const { message } = await writtenMessage({
    ...rest,
    kind: 'notification',
    callback: address ?? '',
    status: args['subscription-status'],
    messageId: args['event-id'],
    clientId: args['client-id'],
    broadcaster: { id: to, name: names.to },
    viewer: { id: viewer, name: names.from },
  })
  remember(message)
  if (address) await sendAndTell(message, { address, secret }, args)
  else printJson(JSON.parse(message.payload))
}

/** Lets the mock server publish an event; false if there is no mock server. */
async function announce(mock: string, wanted: TriggerRequest): Promise<boolean> {
  const {
    type,
    version,
    subscriptionId: subscription_id,
    session: session_id,
    to,
    viewer: user_id,
    names,
  } = wanted
  const isRaid = type === 'channel.raid'
  const condition = {
    ...(to && { [isRaid ? 'to_broadcaster_user_id' : 'broadcaster_user_id']: to }),
    ...(isRaid && user_id && { from_broadcaster_user_id: user_id }),
    ...wanted.condition,
  }
  const event = {
    ...(names.from && { user_name: names.from, user_login: names.from.toLowerCase() }),
    ...(names.to && { broadcaster_user_name: names.to, broadcaster_user_login: names.to.toLowerCase() }),
    ...wanted.event,
  }
  const body = { type, version, subscription_id, session_id, condition, user_id, event }
  const response = await askMock(mock, '/units/events', { method: 'POST', body })
  if (!response) return false
  log.info(`Announced ${type}`)
  printJson(await response.json())
  return true
}

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
