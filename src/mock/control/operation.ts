import type { TObject } from '@sinclair/typebox'
import type { Contract } from '../http/validation.ts'

/** The longest file that an operation takes. */
export const MAXIMUM_FILE_BYTES = 1024 * 1024 * 1024

/** What a request to an operation gives, read and checked. */
export interface Given {
  /** The named parts of the path. */
  params: Readonly<Record<string, string>>
  query: object
  body: object
  /** The bytes of an operation that takes a `file`; none of another one. */
  file: Uint8Array
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
  /** What the file is that it takes instead of JSON. */
  file?: string
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
