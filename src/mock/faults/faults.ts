import type { Static } from '@sinclair/typebox'
import { callerIds } from '../access/caller-ids.ts'
import { Random } from '../engine/random.ts'
import type { Store } from '../engine/store.ts'
import { notFound } from '../http/errors.ts'
import { isPath } from '../http/path-pattern.ts'
import type { faultBody } from './declaration.ts'
import { isAt, isSame, type Operation, requireFit } from './fit.ts'
import { fitsTransport, type MessageEffect, type MessageFault, type Transport } from './message-effects.ts'
import { isOfMessages } from './message-fit.ts'
import { answersOf, type EffectName, type NamedAnswer } from './named-effects.ts'

/** The declaration of a fault. */
export type Declared = Static<(typeof faultBody)['schema']>

/** An active fault, with the number of its matches and of its applications so far. */
export interface Fault extends Declared {
  id: string
  met: number
  done: number
}

/** The properties of a request that faults match. */
export interface RequestProperties {
  request: Request
  /** The API that the request is for. */
  api: Operation['api']
  /** Looks up the operation's name; called only if a fault has one. */
  operation: () => string | undefined
  /** The parameters of a request to the identity provider, from the query and the body. */
  parameters: Readonly<Record<string, string | undefined>>
}

/** The properties of a subscription that faults match. */
export interface Subscribed {
  id: string
  type: string
  client_id: string
  user_id: string
  condition: Readonly<Record<string, string>>
  transport: { method: Transport }
}

/** A request and the fault that applies to it. */
export interface Match {
  fault: Fault
  properties: RequestProperties
  /** The answer of a named effect. */
  answer?: NamedAnswer
}

const SEEDS = 2 ** 32

/** The faults that tests have added. With the same seed they apply to the same requests. */
export class Faults {
  readonly #store: Store
  readonly #operations: () => readonly Operation[]
  readonly #faults = new Map<string, { fault: Fault; random: Random }>()
  readonly #stopping = new AbortController()
  #count = 0

  constructor(store: Store, operations: () => readonly Operation[]) {
    this.#store = store
    this.#operations = operations
  }

  /** Aborted when the server stops, which ends all delays. */
  get stopping(): AbortSignal {
    return this.#stopping.signal
  }

  /** Ends the delays of all pending requests. */
  stop(): void {
    this.#stopping.abort()
  }

  /** Whether there are no faults, so that requests need not be matched. */
  get isEmpty(): boolean {
    return this.#faults.size === 0
  }

  /** @throws HelixError 400 for a fault that could never apply */
  add(declared: Declared): Fault {
    requireFit(declared, this.#operations())
    const fault = { id: String(++this.#count), ...declared, met: 0, done: 0 }
    // Each fault draws from a sequence of its own, so that IDs drawn between two requests do not matter.
    this.#faults.set(fault.id, { fault, random: new Random(this.#store.random.below(SEEDS)) })
    return fault
  }

  list(): Fault[] {
    return [...this.#faults.values()].map(({ fault }) => fault)
  }

  /** @throws HelixError 404 */
  remove(id: string): void {
    if (!this.#faults.delete(id))
      throw notFound(`There is no fault ${id}: GET /units/faults lists those there are.`)
  }

  clear(): void {
    this.#faults.clear()
  }

  /** Removes all faults, and restarts their numbering. */
  reset(): void {
    this.clear()
    this.#count = 0
  }

  /** The first fault that applies to a request; it is counted as applied. */
  at(properties: RequestProperties): Match | undefined {
    for (const { fault, random } of this.#faults.values()) {
      if (isOfMessages(fault)) continue
      const name = fault.effect.name as EffectName | undefined
      const answer = name && answersOf(name).find((answer) => fits(answer, properties))
      if ((name && !answer) || !this.#isMet(fault, properties)) continue
      if (isDue(fault, random)) return { fault, properties, ...(answer && { answer }) }
    }
  }

  /** The first fault that applies to a message of EventSub; it is counted as applied. */
  ofMessage(subscription: Subscribed): MessageFault | undefined {
    return this.#ofMessages((name, match) => {
      const { method } = subscription.transport
      const users = [subscription.user_id, ...Object.values(subscription.condition)]
      return (
        name !== 'no_keepalive' &&
        (name === undefined || fitsTransport(name, method)) &&
        (match.transport ?? method) === method &&
        (match.type ?? subscription.type) === subscription.type &&
        (match.subscription_id ?? subscription.id) === subscription.id &&
        (match.client_id ?? subscription.client_id) === subscription.client_id &&
        (match.user_id === undefined || users.includes(match.user_id))
      )
    })
  }

  /** The first fault that applies to a keepalive of a session; it is counted as applied. */
  ofKeepAlive(): MessageFault | undefined {
    return this.#ofMessages((name) => name === 'no_keepalive')
  }

  #ofMessages(
    isMet: (name: MessageEffect | undefined, match: NonNullable<Declared['match']>) => boolean,
  ): MessageFault | undefined {
    for (const { fault, random } of this.#faults.values()) {
      const { id, match = {}, effect } = fault
      const name = effect.name as MessageEffect | undefined
      if (!isOfMessages(fault) || !isMet(name, match) || !isDue(fault, random)) continue
      return { id, delay_ms: effect.delay_ms ?? 0, ...(name && { name }) }
    }
  }

  #isMet({ match = {} }: Fault, { request, operation, parameters }: RequestProperties): boolean {
    if (match.path !== undefined && !isPath(match.path, new URL(request.url).pathname)) return false
    if (match.operation !== undefined && !isSame(match.operation, operation() ?? '')) return false
    if (match.client_id === undefined && match.user_id === undefined) return true
    const { client_id = parameters.client_id, user_id } = callerIds(this.#store, request)
    return [
      [match.client_id, client_id],
      [match.user_id, user_id],
    ].every(([wanted, given]) => wanted === undefined || wanted === given)
  }
}

/** Counts a match of a fault; whether the fault now applies, by its `after`, `times` and `probability`. */
function isDue(fault: Fault, random: Random): boolean {
  const { times = Number.POSITIVE_INFINITY, probability = 1, after = 0 } = fault
  fault.met++
  if (fault.met <= after || fault.done >= times || random.next() >= probability) return false
  fault.done++
  return true
}

/** Whether a named answer fits a request: a user's decision needs a consent page, which `user_token` has not. */
function fits(answer: NamedAnswer, properties: RequestProperties): boolean {
  const { grant_type, response_type } = properties.parameters
  if (answer.decision && !response_type) return false
  const isThere = isAt(answer, {
    api: properties.api,
    ...(answer.operation && { operation: properties.operation() }),
  })
  return isThere && (answer.grant_type === undefined || answer.grant_type === grant_type)
}
