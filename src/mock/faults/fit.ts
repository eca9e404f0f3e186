import { badRequest } from '../http/errors.ts'
import { nearestName } from '../http/nearest-route.ts'
import { isPath } from '../http/path-pattern.ts'
import { faultBody } from './declaration.ts'
import type { Declared } from './faults.ts'
import { isMessageEffect } from './message-effects.ts'
import { isOfMessages, requireMessageFit } from './message-fit.ts'
import { answersOf, type EffectName, type NamedAnswer } from './named-effects.ts'

const effectMembers = Object.keys(faultBody.schema.properties.effect.properties)

/** An operation of Helix or of the identity provider. */
export interface Operation {
  api: 'helix' | 'auth'
  /** The name in the reference, such as Get Users, or token. */
  operation: string
  path: string
}

/**
 * Refuses a fault that could match no request, or whose effect would change nothing.
 *
 * @throws HelixError 400
 */
export function requireFit({ match = {}, effect }: Declared, operations: readonly Operation[]): void {
  refuseContradictions(effect)
  if (isOfMessages({ match, effect })) {
    requireMessageFit({ match, effect })
    return
  }
  const { operation, path } = match
  if (path !== undefined && /^\/units(\/|$)/.test(path)) {
    throw badRequest(
      'Requests to /units are never faulted: give a path of Helix or of the identity provider.',
    )
  }
  const known = operations.map(({ operation }) => operation)
  if (operation !== undefined && !known.some((name) => isSame(name, operation))) {
    throw badRequest(
      `There is no operation "${operation}": the nearest is "${nearestName(operation, known)}".`,
    )
  }
  if (effect.name === undefined || isMessageEffect(effect.name)) return
  const answers = answersOf(effect.name)
  const met = operations.filter(
    (each) =>
      (operation === undefined || isSame(each.operation, operation)) &&
      (path === undefined || isPath(path, each.path)),
  )
  if (met.some((each) => answers.some((answer) => isAt(answer, each)))) return
  const asked = operation ?? path
  throw badRequest(`The effect ${effect.name} does not fit ${asked}: it fits ${placesOf(effect.name)}.`)
}

/** Whether a named answer belongs to an operation. */
export const isAt = (answer: NamedAnswer, { api, operation }: Partial<Operation>) =>
  (answer.api === undefined || answer.api === api) &&
  (answer.operation === undefined || answer.operation === operation)

/** Whether two names, in any case, are those of one operation. */
export const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** The requests that a named effect fits, as text. */
export function placesOf(name: EffectName): string {
  const places = answersOf(name).map(({ api, operation, grant_type }) => {
    if (grant_type) return `${operation} (${grant_type.split(':').at(-1)})`
    return operation ?? (api === 'auth' ? 'the identity provider' : api === 'helix' ? 'Helix' : 'everything')
  })
  return places.join(', ')
}

/** @throws HelixError 400 */
function refuseContradictions(effect: Declared['effect']): void {
  const { name, status, message, retry_after } = effect
  if (Object.keys(effect).length === 0) {
    throw badRequest(`The effect is empty: its members are ${effectMembers.join(', ')}.`)
  }
  if (name !== undefined && (status !== undefined || message !== undefined)) {
    throw badRequest(`The effect ${name} has its own status and message: leave "status" and "message" out.`)
  }
  if (name !== undefined || status !== undefined) return
  if (message !== undefined || retry_after !== undefined) {
    const member = message === undefined ? 'retry_after' : 'message'
    throw badRequest(
      `The parameter "effect.${member}" needs a refusal to stand in: give "effect.status" too.`,
    )
  }
}
