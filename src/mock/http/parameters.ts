import type { TObject } from '@sinclair/typebox'
import type { Contract } from './validation.ts'

/** The contracts of an operation's query and body. */
export interface Contracts {
  query?: Contract<TObject>
  body?: Contract<TObject>
}

/** The query and the body of a request. */
export interface Given {
  query: Record<string, unknown>
  body: unknown
}

/**
 * Returns a function that reads a parameter from where the operation declares it, the query or the body, and in the
 * same way as the operation does: the authorization must check the very value that the operation uses.
 */
export function parametersOf({ query, body }: Contracts, given: Given): (name: string) => unknown {
  return (name) => {
    if (query && declares(query, name)) return query.read?.(given.query, name)
    if (body && declares(body, name)) return body.read?.(given.body, name)
    return undefined
  }
}

/**
 * Moves parameters between query and body to where the operation declares them, if its contract allows both places. A
 * parameter that is already in its place wins.
 */
export function gather({ query, body }: Contracts, given: Given): void {
  if (!(body?.alsoInQuery || query?.alsoInBody) || !isPlainObject(given.body)) return
  if (body?.alsoInQuery) {
    for (const name in body.schema.properties) given.body[name] ??= [given.query[name]].flat()[0]
  }
  if (query?.alsoInBody) {
    for (const name in query.schema.properties) {
      const value = given.body[name] ?? undefined
      if (given.query[name] === undefined && value !== undefined) given.query[name] = String(value)
    }
  }
}

const declares = ({ schema }: Contract<TObject>, name: string) => Object.hasOwn(schema.properties, name)

// Other values are left for the route's validation, which refuses them.
const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && value !== undefined && Object.getPrototypeOf(value) === Object.prototype
