import { printable } from '../../lib/printable.ts'
import { shortEventNames } from '../../twitch/event-names.ts'
import { eventSubTypes } from '../../twitch/eventsub.ts'
import { CliError } from '../errors.ts'
import { suggestion } from '../suggestion.ts'

/** The names of all subscription types. */
export const types = [...new Set(eventSubTypes.map(({ type }) => type))].sort()

/**
 * The subscription type with a name or a short name.
 *
 * @throws CliError
 */
export function typeOf(word: string): string {
  const type = shortEventNames[word] ?? word
  if (types.includes(type)) return type
  const near = suggestion(type, types) ?? 'see "twitch event trigger --help" for all'
  throw new CliError(`there is no subscription type "${printable(type)}"`, near)
}
