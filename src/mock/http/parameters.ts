import type { TObject } from '@sinclair/typebox'
import type { Contract } from './validation.ts'

/** What an operation declares of its query and its body. */
export interface Contracts {
  query?: Contract<TObject>
  body?: Contract<TObject>
}

/** What has come. */
export interface Given {
  query: Record<string, unknown>
  body: unknown
}

/**
 * Looks a parameter up where the operation declares it, and reads it as the operation will: the rules about the caller
 * must see the very value that is acted upon. A parameter that the operation does not declare there does not count.
 */
export function parametersOf({ query, body }: Contracts, given: Given): (name: string) => unknown {
  return (name) => {
    if (query && declares(query, name)) return query.read?.(given.query, name)
    if (body && declares(body, name)) return body.read?.(given.body, name)
    return undefined
  }
}

/**
 * Moves parameters to where the operation declares them, if its contract says that they may stand elsewhere too. What
 * already stands at its place wins.
 */
export function gather({ query, body }: Contracts, given: Given): void {
  if (!isPlainObject(given.body)) return
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

// What is no JSON object is left for the route to refuse.
const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && value !== undefined && Object.getPrototypeOf(value) === Object.prototype
