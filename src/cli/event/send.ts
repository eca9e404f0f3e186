import { printable } from '../../lib/printable.ts'
import type { SentMessage } from '../../mock/server/single-message.ts'
import { colour } from '../colour.ts'
import { CliError } from '../errors.ts'
import { notice, print, printJson } from '../output.ts'
import type { AnswerArgs } from './answer-flags.ts'
import { type Destination, deliver, isSuccess } from './webhook.ts'

/**
 * Sends a message, reports the receiver's answer, and prints the message. An answer without success is an error only if
 * the flags say so.
 *
 * @throws CliError if there is no answer, or none with the success that the flags demand
 */
export async function sendAndTell(
  message: SentMessage,
  { address, secret }: Destination & { address: string },
  { fail, json }: AnswerArgs,
): Promise<void> {
  const { status, body } = await deliver(message, address, secret)
  const ok = isSuccess(status)
  const stream = json ? process.stderr : process.stdout
  const tell = (line: string) => (json ? notice : print)(colour(ok ? 'green' : 'red', line, stream))
  tell(`${ok ? '✔ Request Sent' : '✗ Invalid response'}. Received Status Code: ${status}`)
  tell(`${ok ? '✔' : '✗'} Server Said: ${printable(body)}`)
  printJson(JSON.parse(message.payload))
  if (fail && !ok) throw new CliError(`the receiver answered ${status}`)
}
