import type { MessageRequest, SentMessage } from '../../mock/server/single-message.ts'
import { CliError } from '../errors.ts'

/**
 * Writes a message without a server.
 *
 * @throws CliError for a message that cannot be written
 */
export async function writtenMessage(
  wanted: MessageRequest,
): Promise<{ message: SentMessage; challenge: string }> {
  const { writeMessage, ImpossibleMessage } = await import('../../mock/server/single-message.ts')
  try {
    return writeMessage(wanted)
  } catch (error) {
    throw error instanceof ImpossibleMessage ? new CliError(error.message.replace(/\.$/, '')) : error
  }
}
