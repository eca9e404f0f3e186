import type { Static } from '@sinclair/typebox'
import { callerIds } from '../access/caller-ids.ts'
import { Random } from '../engine/random.ts'
import type { Store } from '../engine/store.ts'
import { notFound } from '../http/errors.ts'
import { isPath } from '../http/path-pattern.ts'
import type { faultBody } from './declaration.ts'

/** What a fault is declared by. */
export type Declared = Static<(typeof faultBody)['schema']>

/** A fault that is in force, with how often it was met and done so far. */
export interface Fault extends Declared {
  id: string
  met: number
  done: number
}

const SEEDS = 2 ** 32

/** The faults that a test has asked for; the same seed gives the same ones. */
export class Faults {
  readonly #store: Store
  readonly #operationOf: (request: Request) => string | undefined
  readonly #faults = new Map<string, { fault: Fault; random: Random }>()
  #count = 0

  constructor(store: Store, operationOf: (request: Request) => string | undefined) {
    this.#store = store
    this.#operationOf = operationOf
  }

  /** Whether there are none, which is how most servers are. */
  get isEmpty(): boolean {
    return this.#faults.size === 0
  }

  add(declared: Declared): Fault {
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
    if (!this.#faults.delete(id)) throw notFound(`There is no fault ${id}.`)
  }

  clear(): void {
    this.#faults.clear()
  }

  /** The first fault that is due at a request; it counts as done. */
  at(request: Request): Fault | undefined {
    for (const { fault, random } of this.#faults.values()) {
      if (!this.#isMet(fault, request)) continue
      const { times = Number.POSITIVE_INFINITY, probability = 1, after = 0 } = fault
      fault.met++
      if (fault.met <= after || fault.done >= times || random.next() >= probability) continue
      fault.done++
      return fault
    }
  }

  #isMet({ match = {} }: Fault, request: Request): boolean {
    const { operation, path, client_id, user_id } = match
    if (path !== undefined && !isPath(path, new URL(request.url).pathname)) return false
    if (operation !== undefined && operation.toLowerCase() !== this.#operationOf(request)?.toLowerCase())
      return false
    if (client_id === undefined && user_id === undefined) return true
    const caller = callerIds(this.#store, request)
    return client_id === (client_id && caller.client_id) && user_id === (user_id && caller.user_id)
  }
}
