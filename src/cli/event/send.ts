import { printable } from '../../lib/printable.ts'
import type { SentMessage } from '../../mock/server/single-message.ts'
import { colour } from '../colour.ts'
import { CliError } from '../errors.ts'
import { notice, printJson } from '../output.ts'
import { deliver, isSuccess } from './webhook.ts'

/**
 * Sends a message, says on stderr what the receiver answered, and prints the message.
 *
 * @throws CliError when the answer is no success, or none comes
 */
export async function sendAndTell(message: SentMessage, address: string, secret?: string): Promise<void> {
  const { status, body } = await deliver(message, address, secret)
  printJson(JSON.parse(message.payload))
  if (!isSuccess(status))
    throw new CliError(`the receiver answered ${status}${body && `: ${printable(body)}`}`)
  notice(colour('green', `✔ Request Sent. Received Status Code: ${status}`))
  notice(colour('green', `✔ Server Said: ${printable(body)}`))
}
