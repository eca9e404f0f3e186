import { printable } from '../../lib/printable.ts'
import { colour } from '../colour.ts'
import { CliError } from '../errors.ts'
import { print } from '../output.ts'
import { given, momentValue } from '../values.ts'
import { writtenMessage } from './message.ts'
import { typeOf } from './type.ts'
import { deliver, destinationOf, isSuccess, type WebhookArgs } from './webhook.ts'

interface VerifyArgs extends WebhookArgs {
  type: string
  broadcaster?: string
  'subscription-id'?: string
  'event-id'?: string
  version?: string
  timestamp?: string
  transport?: string
}

/**
 * Sends a challenge and prints the three results: of the body, its type and the status.
 *
 * @throws CliError if one of them is wrong, or there is no answer
 */
export async function verify(args: VerifyArgs): Promise<void> {
  const type = typeOf(args.type)
  if (!/^(webhook|eventsub)$/i.test(args.transport ?? 'webhook'))
    throw new CliError('only a webhook has a challenge', 'give -T webhook, or leave it out')
  const { address, secret } = destinationOf(args)
  if (!address) throw new CliError('no address is given', 'give -F, or run "twitch event configure -F URL"')
  const { message, challenge } = await writtenMessage({
    kind: 'challenge',
    type,
    version: args.version,
    callback: address,
    subscriptionId: args['subscription-id'],
    messageId: args['event-id'],
    timestamp: args.timestamp === undefined ? undefined : momentValue(args.timestamp, '--timestamp'),
    broadcaster: {
      id:
        args.broadcaster === undefined
          ? undefined
          : given(args.broadcaster, '-b, --broadcaster', "a user's ID"),
    },
    viewer: {},
  })
  const { body, type: contentType, status } = await deliver(message, address, secret)
  const [mediaType = ''] = contentType.split(';')
  const results = [
    tell(body === challenge, 'response', `Received ${quoted(body)} in body`, `expected ${challenge}`),
    tell(
      mediaType.trim().toLowerCase() === 'text/plain',
      'content-type header',
      `Received type ${contentType ? printable(contentType) : 'none'}`,
      'expected text/plain',
    ),
    tell(isSuccess(status), 'status code', `Received status ${status}`, 'expected a 2XX status'),
  ]
  if (results.includes(false)) throw new CliError('the receiver would not be verified')
}

const LONGEST = 200

const quoted = (body: string) => (body ? printable(body.slice(0, LONGEST)) : 'nothing')

function tell(isRight: boolean, what: string, received: string, expected: string): boolean {
  const text = isRight ? `✔ Valid ${what}. ${received}` : `✗ Invalid ${what}. ${received}, ${expected}`
  print(colour(isRight ? 'green' : 'red', text, process.stdout))
  return isRight
}
