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

/** What a fault is declared by. */
export type Declared = Static<(typeof faultBody)['schema']>

/** A fault that is in force, with how often it was met and done so far. */
export interface Fault extends Declared {
  id: string
  met: number
  done: number
}

/** A request as faults look at it. */
export interface Asked {
  request: Request
  /** Whose words it is answered in. */
  api: Operation['api']
  /** Its name is looked up when a fault is about it. */
  operation: () => string | undefined
  /** What the identity provider is given by name, in the query or in the body. */
  parameters: Readonly<Record<string, string | undefined>>
}

/** A subscription as faults look at it. */
export interface Subscribed {
  id: string
  type: string
  client_id: string
  user_id: string
  condition: Readonly<Record<string, string>>
  transport: { method: Transport }
}

/** A request that has met a fault. */
export interface Meeting {
  fault: Fault
  asked: Asked
  /** The answer of an effect by name. */
  answer?: NamedAnswer
}

const SEEDS = 2 ** 32

/** The faults that a test has asked for; the same seed gives the same ones. */
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

  /** Aborted when the server stops: nobody is kept waiting from then on. */
  get stopping(): AbortSignal {
    return this.#stopping.signal
  }

  /** Ends the delays of the requests that are under way. */
  stop(): void {
    this.#stopping.abort()
  }

  /** Whether there are none, which is how most servers are. */
  get isEmpty(): boolean {
    return this.#faults.size === 0
  }

  /** @throws HelixError 400 for a fault that nothing could meet */
  add(declared: Declared): Fault {
    requireFit(declared, this.#operations())
    const fault = { id: String(++this.#count), ...declared, met: 0, done: 0 }
    // A sequence of its own, so that it does not depend on which IDs are drawn between two requests.
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

  /** As at the start: none, and the next one is the first. */
  reset(): void {
    this.clear()
    this.#count = 0
  }

  /** The first fault that is due at a request; it counts as done. */
  at(asked: Asked): Meeting | undefined {
    for (const { fault, random } of this.#faults.values()) {
      if (isOfMessages(fault)) continue
      const name = fault.effect.name as EffectName | undefined
      const answer = name && answersOf(name).find((answer) => fits(answer, asked))
      if ((name && !answer) || !this.#isMet(fault, asked)) continue
      if (isDue(fault, random)) return { fault, asked, ...(answer && { answer }) }
    }
  }

  /** The first fault that is due at a message of EventSub; it counts as done. */
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

  /** The first fault that is due at a keepalive of a session; it counts as done. */
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

  #isMet({ match = {} }: Fault, { request, operation, parameters }: Asked): boolean {
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

/** Whether it is the turn of a fault that was met; it counts as done. */
function isDue(fault: Fault, random: Random): boolean {
  const { times = Number.POSITIVE_INFINITY, probability = 1, after = 0 } = fault
  fault.met++
  if (fault.met <= after || fault.done >= times || random.next() >= probability) return false
  fault.done++
  return true
}

/** The mock's own grant at POST /authorize, without a response_type, has no user that could decide. */
function fits(answer: NamedAnswer, asked: Asked): boolean {
  const { grant_type, response_type } = asked.parameters
  if (answer.decision && !response_type) return false
  const isThere = isAt(answer, { api: asked.api, ...(answer.operation && { operation: asked.operation() }) })
  return isThere && (answer.grant_type === undefined || answer.grant_type === grant_type)
}
