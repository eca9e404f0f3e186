import type { TObject } from '@sinclair/typebox'
import type { Contract } from '../http/validation.ts'

/** What a request to an operation gives, read and checked. */
export interface Given {
  /** The named parts of the path. */
  params: Readonly<Record<string, string>>
  query: object
  body: object
  /** The body of an operation that takes text. */
  text: string
  /** Ends when the client has gone. */
  signal: AbortSignal
}

/**
 * One operation under /units that is about the server itself and no row of a resource, such as its journal. The routes
 * and the reference of /units are made from it.
 */
export interface ControlOperation {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below /units, such as /faults/:id. */
  path: string
  summary: string
  description?: string
  query?: Contract<TObject>
  body?: Contract<TObject>
  /** The media type of a body that is text and no JSON. */
  takes?: string
  /** The status of success; 204 without an answer, 200 with one. */
  status?: number
  /** What it answers becomes JSON, unless it is a Response. */
  run(given: never): unknown
}

/** Declares an operation; the types of its query and its body come from its contracts. */
export function operation<Q = object, B = object>(
  declared: Omit<ControlOperation, 'run' | 'query' | 'body'> & {
    query?: Typed<Q>
    body?: Typed<B>
    run(given: Given & { query: Q; body: B }): unknown
  },
): ControlOperation {
  return declared as unknown as ControlOperation
}

/** A contract by the type of what it reads. */
interface Typed<T> {
  readonly '~standard': { readonly validate: (value: unknown) => { value: T } }
}
