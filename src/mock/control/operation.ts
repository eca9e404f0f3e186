import type { TObject } from '@sinclair/typebox'
import type { Contract } from '../http/validation.ts'

/** The longest file that an operation takes. */
export const MAXIMUM_FILE_BYTES = 1024 * 1024 * 1024

/** The input of an operation, read from the request and checked. */
export interface Given {
  /** The named parts of the path. */
  params: Readonly<Record<string, string>>
  query: object
  body: object
  /** The uploaded bytes of an operation with a `file`; empty for other operations. */
  file: Uint8Array
  /** Aborted when the client disconnects, or the server stops. */
  signal: AbortSignal
}

/**
 * An operation under /units on the server itself, such as its journal, not on a resource. The routes and the OpenAPI
 * description of /units are made from it.
 */
export interface ControlOperation {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below /units, such as /faults/:id. */
  path: string
  summary: string
  description?: string
  query?: Contract<TObject>
  body?: Contract<TObject>
  /** The media type of the file that it takes instead of JSON. */
  file?: string
  /** The status of success: by default 200, or 204 without a body. */
  status?: number
  /** Runs the operation. The result is answered as JSON, unless it is a Response. */
  run(given: never): unknown
}

/** Declares an operation, with the types of its query and body from its contracts. */
export function operation<Q = object, B = object>(
  declared: Omit<ControlOperation, 'run' | 'query' | 'body'> & {
    query?: Typed<Q>
    body?: Typed<B>
    run(given: Given & { query: Q; body: B }): unknown
  },
): ControlOperation {
  return declared as unknown as ControlOperation
}

/** A contract that reads a T. */
interface Typed<T> {
  readonly '~standard': { readonly validate: (value: unknown) => { value: T } }
}
