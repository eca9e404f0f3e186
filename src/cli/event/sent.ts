import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, directory, replaceFile } from '../../config.ts'
import type { SentMessage } from '../../mock/server/single-message.ts'
import { CliError } from '../errors.ts'
import { notice } from '../output.ts'

/** The number of kept messages. */
const MAXIMUM = 200

/** Keeps a message for "twitch event retrigger", if there is a writable home directory. */
export function remember(message: SentMessage): void {
  try {
    const { id, type, version } = message.subscription
    const kept = { ...message, subscription: { id, type, version } }
    replaceFile(file(), JSON.stringify([...known(), kept].slice(-MAXIMUM)))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== undefined) notice(`the event cannot be sent again: cannot write ${file()} (${code})`)
    else if (!(error instanceof ConfigError)) throw error
  }
}

/**
 * The last message with an ID, its own or that of its subscription.
 *
 * @throws CliError if there is none; ConfigError
 */
export function recall(id: string): SentMessage {
  const found = known().findLast((message) => message.id === id || message.subscription.id === id)
  if (found) return found
  throw new CliError(`no event with the ID ${id} was triggered here`, 'give one of "twitch event trigger"')
}

const file = () => join(directory(), 'triggered-events.json')

/** The kept messages; none if the file is not a list. */
function known(): SentMessage[] {
  try {
    const kept: unknown = JSON.parse(readFileSync(file(), 'utf8'))
    return Array.isArray(kept) ? kept : []
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
