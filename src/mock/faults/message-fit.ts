import { eventSubTypeNames } from '../../twitch/eventsub.ts'
import { badRequest } from '../http/errors.ts'
import { nearestName } from '../http/nearest-route.ts'
import type { Declared } from './faults.ts'
import { fitsTransport, isMessageEffect, messageEffectNames, messageEffects } from './message-effects.ts'

/** Whether a fault is for messages of EventSub, not for requests. */
export const isOfMessages = ({ match = {}, effect }: Pick<Declared, 'match' | 'effect'>): boolean =>
  (match.transport ?? match.type ?? match.subscription_id) !== undefined || isMessageEffect(effect.name)

/**
 * Refuses a fault of messages that could match no message, or whose effect would change nothing.
 *
 * @throws HelixError 400
 */
export function requireMessageFit({ match = {}, effect }: Pick<Declared, 'match' | 'effect'>): void {
  const { operation, path, transport, type, subscription_id } = match
  if (operation !== undefined || path !== undefined) {
    throw badRequest(
      'Messages of EventSub have no operation and no path: match them by transport, type, subscription_id, ' +
        'client_id or user_id.',
    )
  }
  const { name, delay_ms, ...others } = effect
  const [other] = Object.keys(others)
  if (other !== undefined || (name !== undefined && !isMessageEffect(name))) {
    throw badRequest(
      `The effect ${other === undefined ? name : `"${other}"`} is one of answers: messages of EventSub take ` +
        `"delay_ms", or one of ${messageEffectNames.join(', ')} as "name".`,
    )
  }
  if (type !== undefined && !eventSubTypeNames.includes(type)) {
    throw badRequest(
      `There is no subscription type "${type}": the nearest is "${nearestName(type, eventSubTypeNames)}".`,
    )
  }
  if (name === undefined) return
  if (transport !== undefined && !fitsTransport(name, transport)) {
    throw badRequest(
      `The effect ${name} does not fit ${transport}: it fits ${messageEffects[name].join(', ')}.`,
    )
  }
  if (name === 'no_keepalive' && (type ?? subscription_id) !== undefined) {
    throw badRequest('A keepalive is of a session, not of a subscription: match it by transport alone.')
  }
  if (name === 'no_keepalive' && delay_ms !== undefined) {
    throw badRequest('A keepalive that is withheld has no delay: leave "delay_ms" out.')
  }
}
